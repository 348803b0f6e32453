// The page driver itself, so that a scenario that fails speaks about the app.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { serve } from '../../tools/serve.mjs';
import { launch } from './driver.mjs';

const PAGE = `<!doctype html><meta charset="utf-8"><style>@page { size: A5 }</style>
<input id="field"><button id="button">press</button><input type="file" id="file">
<a id="save" download="表.txt" href="data:text/plain,saved">save</a>
<p id="log"></p><p id="far" style="margin-top: 3000px">far</p>
<script>
var log = [];
function note(text) { log.push(text); }
field.onkeydown = function (event) { note((event.ctrlKey ? 'C-' : '') + (event.shiftKey ? 'S-' : '') + event.key); };
button.onclick = function (event) { note('click' + event.detail + (event.shiftKey ? 'S' : '')); };
far.onclick = function () { note('far'); };
document.onpaste = function (event) { note(event.clipboardData.getData('text/plain') + event.clipboardData.getData('text/html')); };
</script>`;
let base;
let site;
let browser;
let page;

before(async () => {
  base = mkdtempSync(path.join(tmpdir(), 'driver-'));
  writeFileSync(path.join(base, 'index.html'), PAGE);
  site = await serve({ root: base });
  browser = await launch();
  page = await browser.newPage();
  await page.goto(site.url);
});
after(async () => {
  await browser?.close();
  await site?.close();
  rmSync(base, { recursive: true });
});
const log = () => page.eval(() => log.splice(0));

test('keys, text and editing commands', async () => {
  await page.click('#field');
  await page.type('a1 中文-B\n');
  assert.equal(await page.eval(() => field.value), 'a1 中文-B');
  assert.deepEqual(await log(), ['a', '1', ' ', '-', 'B', 'Enter']);
  await page.press('Control+a');
  await page.press('Delete');
  assert.equal(await page.eval(() => field.value), '');
  await page.press('Control+z');
  assert.equal(await page.eval(() => field.value), 'a1 中文-B');
  await page.press('Control+Shift+ArrowLeft');
  await page.press('F2');
  await page.press('Tab');
  assert.deepEqual(await log(), ['C-a', 'Delete', 'C-z', 'C-S-ArrowLeft', 'F2', 'Tab']);
  assert.equal(await page.eval(() => document.activeElement.id), 'button');
  await assert.rejects(page.press('Nokey'), /unknown key/);
});

test('mouse', async () => {
  await page.click('#button', { count: 2, modifiers: ['Shift'] });
  await page.click('#far');
  await page.click('#button');
  assert.deepEqual(await log(), ['click1S', 'click2S', 'far', 'click1']);
  await assert.rejects(page.click('#none', { timeout: 100 }), /#none to be clickable[^]*not in the page/);
});

test('paste, files and downloads', async () => {
  await page.paste({ text: '1\t2', html: '<b>' });
  assert.deepEqual(await log(), ['1\t2<b>']);
  await page.setFile('#file', path.join(base, 'index.html'));
  assert.equal(await page.eval(() => file.files[0].name), 'index.html');
  await page.click('#save');
  const saved = await page.waitForDownload();
  assert.equal(path.basename(saved), '表.txt');
  assert.equal(readFileSync(saved, 'utf8'), 'saved');
});

test('pictures and prints', async () => {
  await page.setViewport(400, 300, 2);
  const size = (png) => [png.readUInt32BE(16), png.readUInt32BE(20)];
  assert.deepEqual(size(await page.screenshot()), [800, 600]);
  assert.ok(size(await page.screenshot(undefined, { full: true }))[1] > 6000);
  assert.deepEqual(await page.eval(() => [innerWidth, innerHeight]), [400, 300]);
  assert.match((await page.pdf()).toString('latin1'), /^%PDF[^]*MediaBox ?\[0 0 4(19|20)/);
});

test('problems, dialogs, requests and errors', async () => {
  await page.reload();
  await page.goto(`${site.url}#part`);
  assert.equal(await page.eval('location.hash'), '#part');
  await page.eval(() => {
    console.error('bad', 1);
    setTimeout(() => { throw new Error('thrown'); });
    fetch('none').catch(() => {});
    confirm('sure?');
  });
  await page.waitFor(() => true);
  for (const wanted of [/^bad 1$/, /Error: thrown/, /404.*none/]) {
    await assert.doesNotReject(async () => {
      for (let left = 50; !page.problems.some((line) => wanted.test(line)); left--) {
        assert.ok(left > 0, `${wanted} in ${page.problems}`);
        await page.eval(() => new Promise((done) => setTimeout(done, 20)));
      }
    });
  }
  assert.deepEqual(page.dialogs, ['sure?']);
  assert.ok(page.requests.includes(`${site.url}none`));
  await assert.rejects(page.eval(() => Promise.reject(new TypeError('no'))), /in the page: TypeError: no/);
  await assert.rejects(page.waitFor(() => false, { timeout: 50, what: 'nothing' }), /in vain for: nothing/);
});
