// From an empty hub and a CSV file to a synced segment, by what the screens say alone.
import assert from 'node:assert/strict';
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
before(async () => {
  page = await signedIn({ hub: EMPTY });
});
after(() => page?.context().browser().close());

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

  await page.getByLabel('A destination that there is').selectOption('letters');
  await shoot(page, 'start-5-destination');
  await next('Take it').click();
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
