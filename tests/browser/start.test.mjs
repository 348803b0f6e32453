// The start of the app: it comes up, alone and quiet; its content policy holds; and where it cannot come up, the
// page says why in words.
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { launch } from './driver.mjs';
import { DIST, startSite } from './site.mjs';

const ROOT = '#app';
let browser;
let site;

before(async () => {
  site = await startSite();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await site?.close();
});

/// Below this version the page only has to say so.
const FLOOR = 80;
const forTheApp = (t) => browser.major < FLOOR && (t.skip(`Chromium ${browser.major} is below the floor`), true);

/// A fresh page, closed when the test ends.
async function open(t, url) {
  const page = await browser.newPage();
  t.after(() => page.close());
  if (url) await page.goto(url);
  return page;
}
const shown = (page, state) => page.waitForSelector(`[data-start=${state}]`, { what: `the message "${state}"` });

test('the app comes up without a complaint and asks no other host, or says that the browser is too old', async (t) => {
  const page = await open(t, site.url);
  if (browser.major < FLOOR) {
    await shown(page, 'old');
    return;
  }
  await page.waitForSelector(ROOT);
  await page.waitFor(() => !document.getElementById('boot'), { what: 'the loading shell to go' });
  assert.deepEqual(page.problems, []);
  assert.deepEqual(page.requests.filter((url) => !url.startsWith(site.url) && !/^(data|blob|about):/.test(url)), []);
  assert.ok(page.requests.some((url) => url.endsWith('.wasm')));
});

test('the loading shell is there before the app', async (t) => {
  if (forTheApp(t)) return;
  const page = await open(t);
  // The wasm never arrives, as on a slow line.
  await page.send('Page.addScriptToEvaluateOnNewDocument', { source: 'window.fetch = () => new Promise(() => {})' });
  await page.goto(site.url);
  assert.match(await page.text('#boot'), /部门决算公开编制台\s*正在打开…$/);
});

test('the content policy is in force', async (t) => {
  if (forTheApp(t)) return;
  const page = await open(t, site.url);
  await page.waitForSelector(ROOT);
  const found = await page.eval(async (strict) => {
    const blocked = new Set();
    document.addEventListener('securitypolicyviolation', (event) => blocked.add(event.effectiveDirective || event.violatedDirective));
    const inline = document.createElement('script');
    inline.textContent = 'window.inlineRan = true';
    document.body.append(inline);
    document.body.insertAdjacentHTML('beforeend', '<button id="handler" onclick="window.handlerRan = true"></button>');
    document.getElementById('handler').click();
    const image = new Image();
    image.src = 'http://192.0.2.1/x.png';
    const base = document.createElement('base');
    base.href = 'http://192.0.2.1/';
    document.head.append(base);
    const fetched = await fetch('http://192.0.2.1/').then(() => 'answered', () => 'refused');
    // In a task of its own: the debugger's own evaluation is exempt.
    const dynamic = await new Promise((done) => setTimeout(() => {
      try { done(new Function('return "ran"')()); } catch { done('refused'); }
    }));
    await new Promise((done) => setTimeout(done, 100));
    return { ran: Boolean(window.inlineRan || window.handlerRan), fetched, dynamic: strict ? dynamic : 'refused',
      base: document.baseURI === location.href, blocked: [...blocked].join(' ') };
  }, browser.major >= 97);
  const { blocked, ...rest } = found;
  assert.deepEqual(rest, { ran: false, fetched: 'refused', dynamic: 'refused', base: true });
  for (const directive of ['script-src', 'img-src', 'connect-src', 'base-uri']) assert.match(blocked, new RegExp(directive));
});

test('a server that does not know wasm is enough', async (t) => {
  if (forTheApp(t)) return;
  const plain = await startSite({ types: { '.wasm': 'application/octet-stream' } });
  t.after(() => plain.close());
  const page = await open(t, plain.url);
  await page.waitForSelector(ROOT);
});

test('a missing program file is named', async (t) => {
  if (forTheApp(t)) return;
  for (const [part, name] of [['_bg.wasm', /_bg\.wasm/], ['boot.js', /boot\.js/]]) {
    const broken = await startSite({ hide: (file) => file.endsWith(part) });
    t.after(() => broken.close());
    const page = await open(t, broken.url);
    await shown(page, 'failed');
    assert.match(await page.text('#boot'), /编制台没有启动成功/);
    assert.match(await page.text('#boot-reason'), name);
  }
});

test('an engine without WebAssembly is told its version and what to do', async (t) => {
  const page = await open(t);
  await page.send('Page.addScriptToEvaluateOnNewDocument', { source: 'delete window.WebAssembly' });
  await page.goto(site.url);
  await shown(page, 'old');
  const text = await page.text('#boot');
  assert.match(text, new RegExp(`Chromium 内核 ${browser.major}；`));
  assert.match(text, /请升级浏览器/);
  assert.doesNotMatch(text, /正在打开/);
});

test('opened as a file, the page says where to go', async (t) => {
  const page = await open(t, pathToFileURL(path.join(DIST, 'index.html')).href);
  await shown(page, 'file');
  assert.match(await page.text('#boot'), /不能直接双击打开这个文件/);
  assert.doesNotMatch(await page.text('#boot'), /正在打开|没有启动成功/);
});
