// Preloaded by every npm script: Gatepost needs the Node 24 that `npm ci` installs beside it.
// Plain JavaScript without newer syntax, so that the old Node that must hear this can read it.
const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  process.stderr.write(
    '\n*** Gatepost needs Node 24; this is Node ' +
      process.versions.node +
      ' at ' +
      process.execPath +
      '.\n*** Run "npm ci" (without --omit=optional) and start through "npm run": it puts the project\'s own Node first.\n\n',
  );
  process.exit(1);
}
