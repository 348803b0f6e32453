#!/usr/bin/env node
// Takes a picture of a page, for looking at one's work: opens the address in a headless Chromium, waits, and writes
// a PNG (and a PDF, if wanted). Says what it did and what the page complained about. CHROMIUM names another browser.
import { parseArgs } from 'node:util';
import { launch } from '../tests/browser/driver.mjs';

const USAGE = `usage: tools/shot.mjs URL OUT.png [options]
  --size 1366x768      view, in CSS pixels
  --scale 1            device pixels per CSS pixel
  --wait-for SELECTOR  wait until this is in the page
  --eval CODE          then run this in the page; awaited, its value is printed (may be given several times)
  --pdf OUT.pdf        print the page as well
  --full               the whole page, not just the view`;

let options;
try {
  options = parseArgs({
    allowPositionals: true,
    options: {
      size: { type: 'string', default: '1366x768' },
      scale: { type: 'string', default: '1' },
      'wait-for': { type: 'string' },
      eval: { type: 'string', multiple: true, default: [] },
      pdf: { type: 'string' },
      full: { type: 'boolean', default: false },
    },
  });
  if (options.positionals.length !== 2) throw new Error('an address and a file are needed');
  if (!/^\d+x\d+$/.test(options.values.size) || !(Number(options.values.scale) > 0)) throw new Error('--size is WIDTHxHEIGHT, --scale a number');
} catch (error) {
  console.error(`error: ${error.message}\n${USAGE}`);
  process.exit(2);
}
const { values, positionals: [url, picture] } = options;
const [width, height] = values.size.split('x').map(Number);

let browser;
try {
  browser = await launch();
  const page = await browser.newPage();
  await page.setViewport(width, height, Number(values.scale));
  await page.goto(url);
  console.log(`opened ${url} in ${browser.product} at ${values.size}`);
  if (values['wait-for']) {
    await page.waitForSelector(values['wait-for']);
    console.log(`found ${values['wait-for']}`);
  }
  for (const code of values.eval) console.log(`ran ${code}: ${JSON.stringify(await page.eval(code))}`);
  await page.eval(() => document.fonts.ready.then(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))));
  await page.screenshot(picture, { full: values.full });
  console.log(`wrote ${picture}`);
  if (values.pdf) {
    await page.pdf(values.pdf);
    console.log(`wrote ${values.pdf}`);
  }
  for (const problem of page.problems) console.log(`the page complained: ${problem}`);
} catch (error) {
  console.error(`error: ${error.message}`);
  process.exitCode = 1;
} finally {
  await browser?.close();
}
