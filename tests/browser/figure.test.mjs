// Figures on screen: the document's picture at once, then a chart to be pointed at that follows every edit; without
// the files for it the picture stays.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { launch } from './driver.mjs';
import { chooseLine } from './report.mjs';
import { startSite } from './site.mjs';

const SECTION = '支出决算情况说明';
let site, browser;

before(async () => {
  site = await startSite();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await site?.close();
});

/// The sample, opened anew at the section with the pie and without movement, on a page that is closed when the test ends.
async function sample(t, { at = site } = {}) {
  const page = await browser.newPage();
  t.after(() => page.close());
  await page.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-reduced-motion', value: 'reduce' }] });
  await page.goto(`${at.url}#sample`);
  await page.eval(() => localStorage.clear());
  await page.goto('about:blank');
  await page.goto(`${at.url}#sample`);
  await chooseLine(page, SECTION);
  await page.waitForSelector('figure svg');
  return page;
}
const live = (page, words) =>
  page.waitFor((words) => document.querySelector('.chart.shown .chart-live svg')?.textContent.includes(words), { what: `a live chart with ${words}`, args: [words] });
const later = (page) => page.requests.filter((url) => /(annex|echarts)[^/]*$/.test(url)).map((url) => url.replace(/^.*\//, ''));

test('nothing is loaded for charts until one is shown', async (t) => {
  const page = await sample(t);
  await live(page, '47.49%');
  // What the worker asks for is not the page's.
  assert.equal(later(page).length, 2, later(page).join(' '));
  const plain = await browser.newPage();
  t.after(() => plain.close());
  await plain.goto(`${site.url}#sample`);
  await plain.waitForSelector('.outline');
  assert.deepEqual(later(plain), []);
});

test('the picture becomes a live chart in the same place and follows an edit', async (t) => {
  const page = await sample(t);
  const box = () => page.eval(() => {
    const { top, height } = document.querySelector('figcaption').getBoundingClientRect();
    return [top, height];
  });
  const place = await box();
  await live(page, '基本支出 818.73万元，占47.49%');
  assert.deepEqual(await box(), place);
  // The words for screen readers stay; the live chart is not read out.
  assert.match(await page.eval(() => document.querySelector('.chart-picture svg desc').textContent), /^基本支出818\.73万元，占47\.49%；/);
  assert.equal(await page.eval(() => document.querySelector('.chart-live').getAttribute('aria-hidden')), 'true');

  await chooseLine(page, '一般公共预算财政拨款支出决算表');
  await page.waitForSelector('[data-cell="T05.2080505.c2"]');
  await page.click('[data-cell="T05.2080505.c2"]');
  await page.waitFor(() => document.activeElement?.id === 'cell-editor', { what: 'the editor to have the focus' });
  await page.type('540,687.65');
  await page.press('Enter');
  await chooseLine(page, SECTION);
  await live(page, '基本支出 828.73万元，占47.79%');
  // Undone while the chart is shown: the same chart changes.
  await page.eval(() => { document.querySelector('.chart-live').firstElementChild.dataset.mark = 'same'; });
  await page.press('Control+z');
  await live(page, '基本支出 818.73万元，占47.49%');
  assert.equal(await page.eval(() => document.querySelector('.chart-live').firstElementChild.dataset.mark), 'same');
  assert.equal(await page.eval(() => document.querySelectorAll('.chart-live svg').length), 1);
  assert.deepEqual(page.problems, []);
});

test('a slice that is pointed at says its words, which are never read as HTML', async (t) => {
  const page = await sample(t);
  await live(page, '47.49%');
  const [x, y] = await page.eval(() => {
    const { left, top, width, height } = document.querySelector('.chart-live').getBoundingClientRect();
    return [left + width * 0.21 + height * 0.12, top + height / 2];
  });
  const before = await page.eval(() => document.querySelector('.chart-live svg').textContent.split('基本支出').length);
  await page.send('Input.dispatchMouseEvent', { type: 'mouseMoved', x: x - 3, y });
  await page.send('Input.dispatchMouseEvent', { type: 'mouseMoved', x, y });
  await page.waitFor((before) => document.querySelector('.chart-live svg').textContent.split('基本支出').length > before, { what: 'the tooltip', args: [before] });
  assert.equal(await page.eval(() => document.querySelectorAll('.chart-live > div').length), 1, 'no HTML tooltip');
});

test('the chart takes the width of its place', async (t) => {
  const page = await sample(t);
  await live(page, '47.49%');
  const width = () => page.eval(() => Math.round(document.querySelector('.chart-live svg').getBoundingClientRect().width));
  const wide = await width();
  await page.setViewport(1000, 700, 1);
  await page.waitFor((wide) => document.querySelector('.chart-live svg').getBoundingClientRect().width < wide, { what: 'the chart to shrink', args: [wide] });
});

test('every kind of chart is drawn by what was bundled', async (t) => {
  const page = await sample(t);
  await live(page, '47.49%');
  const options = JSON.parse(await readFile(new URL('../fixtures/chart-options.json', import.meta.url), 'utf8'));
  for (const [key, shapes, ...words] of [['expenditure', 2, '52.51%', '项目支出 905.21万元，占52.51%'],
    ['functional_classes', 4, '1,627.50（94.41%）', '社会保障和就业支出', '万元'],
    ['budget_against_final', 8, '277.19', '1,627.50', '年初预算数', '决算数']]) {
    const drawn = await page.eval((option) => {
      const place = document.createElement('div');
      place.style.cssText = 'width: 700px; height: 300px';
      document.body.append(place);
      window.echarts.init(place, null, { renderer: 'svg' }).setOption({ ...option, animation: false });
      const drawn = { text: place.textContent, shapes: place.querySelectorAll('path[stroke="#000"]').length, hatched: place.querySelectorAll('pattern').length };
      place.remove();
      return drawn;
    }, options[key]);
    for (const word of words) assert.ok(drawn.text.includes(word), `${key}: ${word} in ${drawn.text}`);
    assert.ok(drawn.shapes >= shapes, `${key}: ${drawn.shapes} shapes`);
    assert.equal(drawn.hatched > 0, key === 'budget_against_final', key);
  }
  assert.deepEqual(page.problems, []);
});

for (const [part, said] of [['echarts', /没能取到 .*echarts-/], ['annex-worker', /后台程序没有启动成功/], ['_bg.wasm', /后台程序没有启动成功/]]) {
  test(`without ${part} the picture stays, and a line says so`, async (t) => {
    const lacking = (file) => path.basename(file).includes(part) && !path.basename(file).startsWith('final-accounts');
    const broken = await startSite({ hide: lacking });
    t.after(() => broken.close());
    const page = await sample(t, { at: broken });
    await page.waitFor(() => document.querySelector('figure .help'), { what: 'the line' });
    assert.match(await page.text('figure .help'), said);
    assert.equal(await page.eval(() => document.querySelector('.chart.shown')), null);
    assert.match(await page.eval(() => document.querySelector('.chart-picture svg').textContent), /47\.49%/);
  });
}
