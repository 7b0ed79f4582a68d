/** A block of code in a page, by the language it says it is in. */
export interface Fence {
  language: string;
  code: string;
}

const fence = /^```(\w*)\n([^]*?)^```$/gm;
export const fencesOf = (page: string): Fence[] =>
  [...page.matchAll(fence)].map(([, language = '', code = '']) => ({ language, code }));

const proseOf = (page: string) => page.replace(fence, '');

/** Where links and pictures lead, but for those that leave the repository. */
export const linksOf = (page: string): string[] =>
  [...proseOf(page).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/i.test(target));

/** Names of the places in a page, as GitHub makes them of its headings. */
export const anchorsOf = (page: string): string[] =>
  [...proseOf(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-'),
  );

const named = /^[\w.-]+(\/[\w.-]+)*\/?$/;
const ofKind = /\/|\.(c?js|ts|json|md|graphql|ya?ml|sh)$/;

/** What stands in backticks and is the path, or the name, of a file or a folder. */
export const pathsOf = (page: string): string[] => [
  ...new Set(
    [...proseOf(page).matchAll(/`([^`\n]+)`/g)]
      .map(([, code = '']) => code.replace(/^\.\//, ''))
      .filter((code) => named.test(code) && ofKind.test(code) && code !== '.js' && code !== '.ts'),
  ),
];
