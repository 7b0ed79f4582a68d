/** `npm run coverage`: the quick tests once more, in one project, whose roots have the files that no test imports as well. */
import { readdirSync, readFileSync } from 'node:fs';
import config from './jest.config.js';

const { projects, ...common } = config;
const { displayName: _, roots, ...quick } = projects.find(({ displayName }) => displayName === 'quick');

const folders = ['src/domain', 'src/app', 'projections'].map((folder) => `dist/${folder}`);
const compiled = folders.flatMap((folder) =>
  readdirSync(folder, { recursive: true }).map((file) => `${folder}/${file}`),
);
/** Types alone compile to this, and nothing can run them. */
const isEmpty = (file) => /^export \{\};\s*(\/\/.*\s*)?$/.test(readFileSync(file, 'utf8'));

export default {
  ...common,
  ...quick,
  roots: [...roots, '<rootDir>/dist/src', '<rootDir>/dist/projections'],
  collectCoverage: true,
  coverageProvider: 'v8', // it counts in what runs anyway, and finds the sources by their maps
  collectCoverageFrom: compiled.filter((file) => file.endsWith('.js') && !isEmpty(file)),
  coverageDirectory: 'coverage',
  coverageReporters: ['html', 'json-summary'],
};
