// From a hub over an empty folder and a CSV file to a synced segment, by what the screens say alone.
import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { ask, barriers, EMPTY, go, shoot, signedIn } from './browser.mjs';

const ROWS = 300;
const FIVE_MINUTES = 300_000;

/** People with one row that nobody can take. */
function people() {
  const rows = Array.from({ length: ROWS }, (_, number) =>
    [`P${number}`, `p${number}@example.com`, 'Ann', number % 3 === 0 ? 'FR' : 'DE', 'yes', '1980-02-28'].join(','),
  );
  return [
    'customer_id,email,first_name,country,newsletter,birth_date',
    ...rows,
    'P-x,no address,Ann,DE,yes,1980-02-28',
  ].join('\n');
}

let page;
let outbox;
before(async () => {
  outbox = await mkdtemp(join(tmpdir(), 'serai-outbox-'));
  page = await signedIn({ hub: EMPTY });
});
after(async () => {
  await page?.context().browser().close();
  await rm(outbox, { recursive: true });
});

const next = (name) => page.getByRole('button', { name, exact: true });

test('a person with a file reaches a synced segment', { timeout: FIVE_MINUTES }, async () => {
  await page.getByRole('link', { name: 'Start with a file' }).click();
  await shoot(page, 'start-1-file');
  assert.deepEqual(await barriers(page), []);
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(people()) });

  // The proposal knows most columns by their names; consent it leaves to a person.
  await page.getByLabel('newsletter becomes').selectOption('consent:email_marketing');
  await page.getByText(/it takes 200 and refuses 0/).waitFor();
  await shoot(page, 'start-2-mapping');
  assert.deepEqual(await barriers(page), []);
  await next('Import').click();
  await page.getByText(`${ROWS + 1} read = ${ROWS} stored`).waitFor();
  await shoot(page, 'start-3-import');
  await next('Go on to a segment').click();

  await page.getByLabel('A new one, called').fill('french');
  await page.getByLabel('of all whose').selectOption('country');
  await page.getByLabel('is', { exact: true }).fill('FR');
  await shoot(page, 'start-4-segment');
  await next('Make it').click();

  await page.getByLabel('Connector').selectOption('file-drop');
  await page.getByRole('textbox', { name: /^Name/ }).fill('letters');
  await page.getByRole('textbox', { name: /^dir/ }).fill(outbox);
  await page.getByRole('combobox', { name: /^format/ }).selectOption('csv');
  await next('Check').click();
  await page.getByText('It can be reached and lets us in').waitFor();
  await shoot(page, 'start-5-destination');
  assert.deepEqual(await barriers(page), []);
  await next('Save').click();
  await next('Save and try').click();
  await page.getByText('Nothing is sent before you run it').waitFor();
  await next('Try').click();
  await page.getByText('100 selected').waitFor();
  await shoot(page, 'start-6-sync');
  assert.deepEqual(await barriers(page), []);
  await next('Run it').click();
  await page.getByRole('link', { name: 'Watch it' }).click();
  await page.getByText('100 delivered').first().waitFor();
  await shoot(page, 'start-7-done');

  const sync = await ask('GET', '/api/v1/syncs/french-to-letters', undefined, EMPTY);
  assert.equal(sync.ledger, 100);
  assert.equal((await readdir(outbox)).filter((name) => name.endsWith('.csv')).length, 1);
  assert.deepEqual(page.troubles, []);
});

test('a mapping that somebody has saved is not written over', async () => {
  await go(page, '/start');
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(people()) });
  await page.getByText(/it takes/).waitFor();
  await next('Import').click();
  await page.getByText('CONFLICT').waitFor();
  await page.getByLabel('Name of the mapping').fill('more-people');
  await next('Import').click();
  await page.getByText('Imported').waitFor();
});
