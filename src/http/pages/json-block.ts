/** A script block of data for a page to read back; nothing in the value can end the block. */
export const jsonBlock = (id: string, value: object) =>
  `<script id="${id}" type="application/json">${JSON.stringify(value).replaceAll('<', '\\u003c')}</script>`;
