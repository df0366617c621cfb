#!/usr/bin/env node
// Plain JavaScript that any Node can read: it must be able to say that a newer Node is needed.
var version = process.versions.node.split('.').map(Number);
if (version[0] < 22 || (version[0] === 22 && version[1] < 13)) {
  console.error(
    'samedi needs Node 22.13 or later; this is Node ' +
      process.versions.node +
      '.\nInstall a newer one from https://nodejs.org and run the command again.',
  );
  process.exit(1);
}
import('../dist/main.js');
