// Refuses a bundle that is slower to load than we allow; says what there is.
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const DIST = 'target/classes/META-INF/resources/console';
/** Packed bytes of script before the first screen shows, and of any one file that is loaded later. */
const FIRST = 220_000;
const LATER = 130_000;

const packed = (path) => gzipSync(readFileSync(`${DIST}${path}`), { level: 9 }).length;

const page = readFileSync(`${DIST}/index.html`, 'utf8');
const first = [...page.matchAll(/(?:src|href)="\/console(\/assets\/[^"]+\.js)"/g)].map(([, path]) => path);
const later = readdirSync(`${DIST}/assets`)
  .filter((name) => name.endsWith('.js') && !first.includes(`/assets/${name}`))
  .map((name) => `/assets/${name}`);

const sum = first.reduce((bytes, path) => bytes + packed(path), 0);
const largest = later.map((path) => ({ path, bytes: packed(path) })).sort((one, other) => other.bytes - one.bytes)[0];
console.log(
  `console: ${Math.round(sum / 1000)} kB of script at first (at most ${FIRST / 1000}), then at most ` +
    `${Math.round((largest?.bytes ?? 0) / 1000)} kB for a screen (${LATER / 1000})`,
);
if (sum > FIRST || (largest?.bytes ?? 0) > LATER) {
  console.error(
    `The console has grown too large: ${largest?.path ?? first.join(', ')}. Load what few screens need lazily.`,
  );
  process.exit(1);
}
