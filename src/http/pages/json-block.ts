/** A script block with JSON for the page to read; no value can end the block early. */
export const jsonBlock = (id: string, value: object) =>
  `<script id="${id}" type="application/json">${JSON.stringify(value).replaceAll('<', '\\u003c')}</script>`;
