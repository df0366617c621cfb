// On static pages, before anything shows: the theme that was chosen at /settings. Others come with it from the server.
const theme = /(?:^|; *)theme=(light|dark)/.exec(document.cookie)?.[1] ?? '';
document.documentElement.dataset.theme = theme;
// The browser's own bars, too, whatever the system's theme is.
const chosen = theme && document.querySelector(`meta[name="theme-color"][media*="${theme}"]`);
if (chosen)
  for (const meta of document.querySelectorAll('meta[name="theme-color"]'))
    meta.content = chosen.content;
