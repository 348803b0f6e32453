// Sets measurements side by side: each program's time as a ratio to the straight-line decimal program's.
//   node benches/table.mjs FILE...
import { readFileSync } from 'node:fs';

const lines = process.argv.slice(2).flatMap(file => readFileSync(file, 'utf8').split('\n'));
const cells = lines.map(line => line.split('\t')).filter(cells => cells.length > 3);
const places = [...new Set(cells.map(([place]) => place))].sort();
const sizes = [...new Set(cells.map(([, size]) => size))];
const operations = [...new Set(cells.map(([, , operation]) => operation))].filter(name => !name.startsWith('memory'));
const find = (...key) => Number(cells.find(cells => key.every((part, index) => cells[index] === part))?.[4]);
const time = nanos => (nanos < 1e6 ? `${(nanos / 1e3).toFixed(1)} µs` : `${(nanos / 1e6).toFixed(1)} ms`);

for (const place of places) {
  console.log(`\n${place}: time of the engine; ratios to straight-line decimals (1.0) of the engine and of 0.01 yuan`);
  console.log(['operation', ...sizes.flatMap(size => [size, 'engine', '0.01'])].map(pad).join(''));
  for (const operation of operations) {
    const base = size => find(place, size, operation, 'decimal');
    const row = sizes.flatMap(size => {
      const own = find(place, size, operation, 'engine');
      const ratio = program => find(place, size, operation, program) / base(size);
      return [Number.isNaN(own) ? '-' : time(own), ...['engine', 'fen'].map(ratio).map(ratio => (Number.isNaN(ratio) ? '-' : ratio.toFixed(2)))];
    });
    console.log([operation, ...row].map(pad).join(''));
  }
  const memory = cells.filter(([where, , operation]) => where === place && operation.startsWith('memory'));
  for (const [, size, what, , bytes] of memory) console.log(`${what}, ${size}: ${(Number(bytes) / 1e6).toFixed(1)} MB`);
}

function pad(text, index) {
  return index === 0 ? text.padEnd(16) : text.padStart(10);
}
