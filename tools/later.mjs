#!/usr/bin/env node
// Completes a build with what the browser loads only when it is needed: ECharts, cut down and bundled, and the annex
// with its worker. All get names that hold a hash of what is in them and of what they load, so that no cache ever
// mixes two versions. Trunk runs this when all else is in its staging folder.
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

const staging = process.env.TRUNK_STAGING_DIR;
if (!staging) {
  console.error('error: tools/later.mjs is run by Trunk, which says where the build is');
  process.exit(2);
}
const at = (name) => path.join(staging, name);
const hash = (bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 16);

/// Replaces the one mention of a name in a file of the build.
function mention(file, from, to) {
  const text = readFileSync(at(file), 'utf8');
  if (text.split(from).length !== 2) throw new Error(`${file} does not name ${from} just once`);
  writeFileSync(at(file), text.replace(from, to));
}

/// Gives a file of the build its hashed name, and answers with it.
function named(file, stem, ending) {
  const name = `${stem}-${hash(readFileSync(at(file)))}${ending}`;
  renameSync(at(file), at(name));
  return name;
}

const version = JSON.parse(readFileSync('node_modules/echarts/package.json', 'utf8')).version;
await build({
  entryPoints: ['script/echarts.mjs'],
  outfile: at('echarts.js'),
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'chrome80',
  charset: 'utf8',
  define: { 'process.env.NODE_ENV': '"production"' },
  legalComments: 'none', // the bundler does not see the sources' notice: the banner is it
  banner: { js: `/*! Apache ECharts ${version}, Apache-2.0; see licenses/echarts */` },
  logLevel: 'warning',
});
mkdirSync(at('licenses/echarts'), { recursive: true });
for (const name of ['LICENSE', 'NOTICE']) copyFileSync(`node_modules/echarts/${name}`, at(`licenses/echarts/${name}.txt`));

rmSync(at('annex.d.ts'), { force: true });
rmSync(at('annex_bg.wasm.d.ts'), { force: true });
mention('annex-worker.js', "'annex.js'", `'${named('annex.js', 'annex', '.js')}'`);
mention('annex-worker.js', "'annex_bg.wasm'", `'${named('annex_bg.wasm', 'annex', '_bg.wasm')}'`);
mention('index.html', 'annex-worker.js', named('annex-worker.js', 'annex-worker', '.js'));
mention('index.html', 'sample.json', named('sample.json', 'sample', '.json'));
mention('index.html', 'echarts.js', named('echarts.js', 'echarts', '.js'));
