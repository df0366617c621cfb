// On static pages, before anything shows: the theme that was chosen at /settings. Others come with it from the server.
document.documentElement.dataset.theme =
  /(?:^|; *)theme=(light|dark)/.exec(document.cookie)?.[1] ?? '';
