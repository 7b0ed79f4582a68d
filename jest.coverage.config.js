/** `npm run coverage`: the quick tests once more, in one project, whose roots have the files that no test imports as well. */
import config from './jest.config.js';

const { projects, ...common } = config;
const { displayName: _, roots, ...quick } = projects.find(({ displayName }) => displayName === 'quick');

export default {
  ...common,
  ...quick,
  roots: [...roots, '<rootDir>/dist/src', '<rootDir>/dist/projections'],
  collectCoverage: true,
  coverageProvider: 'v8', // it counts in what runs anyway, and finds the sources by their maps
  collectCoverageFrom: ['dist/{src/domain,src/app,projections}/**/*.js'],
  coverageDirectory: 'coverage',
  coverageReporters: ['html', 'json-summary'],
};
