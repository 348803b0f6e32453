#!/usr/bin/env node
// Checks what the build made for two promises that no compiler keeps: scripts that Chromium 80 understands
// (ES2020; ES5 for the shell, which has to run on anything, if only to say that the browser is too old), and
// a first load that stays small. Prints the sizes.
// What is loaded later (the annex, ECharts) is counted apart.
//   tools/check-dist.mjs [dist]
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { parse } from 'acorn';

// Bytes of wasm, scripts and styles after brotli. The aim is 300 KiB. The whole form with its editors of lists, projects,
// texts and units, two hundred checks with their words, and the proofing of entered texts take two and a half times
// that; until they are loaded apart nothing more may grow unnoticed.
const AIM = 300 * 1024;
const BUDGET = 768 * 1024;
const SHELL_FILES = ['boot.js'];
// What is loaded when it is first needed, by how its name starts; more than one name would be two versions.
const LATER = { annex: 3, echarts: 1 };
const laterPart = (file) => Object.keys(LATER).find((part) => file.startsWith(`${part}-`));

const root = process.argv[2] ?? 'dist';
const files = readdirSync(root, { recursive: true }).map(String).sort();
const problems = [];

function understood(name, code, ecmaVersion) {
  try {
    parse(code, { ecmaVersion, sourceType: 'script', allowHashBang: false });
  } catch (error) {
    problems.push(`${name}: not ES${ecmaVersion}: ${error.message}`);
  }
}

const page = readFileSync(path.join(root, 'index.html'), 'utf8');
const inline = [...page.matchAll(/<script(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/g)];
if (inline.length !== 1) problems.push(`index.html: ${inline.length} inline scripts, the content policy allows the first only`);
for (const [, code] of inline) understood('index.html', code, 5);
for (const file of files.filter((name) => name.endsWith('.js'))) {
  understood(file, readFileSync(path.join(root, file), 'utf8'), SHELL_FILES.includes(path.basename(file)) ? 5 : 2020);
}

let total = 0;
const later = Object.fromEntries(Object.keys(LATER).map((part) => [part, { files: 0, bytes: 0 }]));
for (const file of files.filter((name) => /\.(wasm|js|css)$/.test(name))) {
  const bytes = readFileSync(path.join(root, file));
  const small = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }).length;
  const part = laterPart(file);
  if (part) {
    later[part].files += 1;
    later[part].bytes += small;
  } else total += small;
  console.log(`   ${String(bytes.length).padStart(9)} B, brotli ${String(small).padStart(7)} B  ${file}`);
}
console.log(`   first load: ${total} B after brotli, of ${BUDGET} B allowed and ${AIM} B aimed at`);
for (const [part, { files, bytes }] of Object.entries(later)) {
  console.log(`   loaded later: ${part}, ${bytes} B after brotli`);
  if (files !== LATER[part]) problems.push(`${part}: ${files} files instead of ${LATER[part]}`);
}
if (total > BUDGET) problems.push(`the first load is ${total - BUDGET} B over its budget`);

for (const problem of problems) console.error(`   ${problem}`);
process.exit(problems.length > 0 ? 1 : 0);
