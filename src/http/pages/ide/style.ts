/** What GraphiQL's own style lacks: menus of any length, scroll bars that are dark where it is, and room on narrow screens. */
export const style = `
      :root { color-scheme: light dark }
      :root:has(body.graphiql-light) { color-scheme: light }
      :root:has(body.graphiql-dark) { color-scheme: dark }
      html, body, #graphiql { height: 100%; margin: 0 }
      #graphiql > p { font: 1.05rem/1.5 system-ui, sans-serif; margin: 0; padding: 2rem }
      .graphiql-dropdown-content {
        max-height: calc(var(--radix-dropdown-menu-content-available-height, 100vh) - 10px);
        overflow-y: auto;
        z-index: 7; /* above CodeMirror's scroll bars */
      }
      .CodeMirror-scrollbar-filler, .CodeMirror-gutter-filler { background: hsl(var(--color-base)) }
      @media (max-width: 640px) {
        .graphiql-container { --sidebar-width: 44px }
        .graphiql-container .graphiql-sessions { margin: 8px 8px 8px 0 }
        .graphiql-container .graphiql-session { flex-direction: column; gap: 8px; min-height: 0 }
        .graphiql-container .graphiql-session > div { min-height: 0 }
        .graphiql-container .graphiql-session > div:first-child { flex: 3 !important }
        .graphiql-container .graphiql-session > div:last-child { flex: 2 !important }
        .graphiql-container .graphiql-session > .graphiql-horizontal-drag-bar { display: none }
        .graphiql-container .graphiql-editors.full-height { margin-top: 0 }
        .graphiql-container .graphiql-editor-tool { padding: 0 16px 8px }
        [data-radix-popper-content-wrapper] .graphiql-dropdown-item { padding-inline: 4px }
        .graphiql-main:has(.graphiql-plugin > *) > * { display: none !important }
        .graphiql-main:has(.graphiql-plugin > *) > :has(> .graphiql-plugin) { display: flex !important; flex: 1 !important }
      }
    `;
