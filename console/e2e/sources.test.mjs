// A stream is paused and resumed where it is shown, and a new source made by its connector's form.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { ask, barriers, go, settled, shoot, signedIn } from './browser.mjs';

const NAME = `walk-hook-${Date.now()}`;

describe('sources', () => {
  let page;
  before(async () => {
    page = await signedIn();
  });
  after(async () => {
    await ask('DELETE', `/api/v1/sources/${NAME}/definition`).catch(() => undefined);
    await ask('DELETE', `/api/v1/secrets/${NAME}-secret`).catch(() => undefined);
    await page?.context().browser().close();
  });

  const state = async () =>
    (await ask('GET', '/api/v1/sources')).sources.find(({ stream }) => stream === 'crm.customers').state;

  test('a stream is paused, and resumed', async () => {
    // Given
    await go(page, '/sources');
    await page.getByRole('link', { name: 'crm.customers' }).first().click();
    await page.getByRole('heading', { name: 'crm.customers', level: 1 }).waitFor();
    // When
    await page.getByRole('button', { name: 'Pause', exact: true }).press('Enter');
    // Then
    await page.getByText('Paused: nothing reads it').waitFor();
    assert.equal(await state(), 'paused');
    // When
    await page.getByRole('button', { name: 'Resume', exact: true }).press('Enter');
    // Then
    await page.getByText('Resumed.').waitFor();
    assert.notEqual(await state(), 'paused');
    assert.deepEqual(page.troubles, []);
  });

  test('the books of its last run are those of the hub', async () => {
    const [last] = (await ask('GET', '/api/v1/runs?kind=import&name=crm.customers&limit=1')).runs;
    const books = page.getByRole('grid', { name: 'Runs' }).locator('.serai-books').first();
    assert.match(await books.textContent(), new RegExp(`^${last.counts.read.toLocaleString('en')} read = .*balanced$`));
  });

  test('a new one is made by the form of its connector', async () => {
    // Given
    await go(page, '/sources');
    await page.getByRole('link', { name: 'New source' }).click();
    // When
    await page.getByLabel('Connector').selectOption('webhook');
    await page.getByRole('textbox', { name: 'Name' }).fill(NAME);
    await page.getByLabel('secret').fill('what-the-sender-signs-with');
    await page.getByLabel('Stream').fill('orders');
    await page.getByLabel('mapping').fill('crm-customer');
    assert.deepEqual(await barriers(page), []);
    await shoot(page, 'source-form');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    // Then
    await page.getByRole('heading', { name: 'Sources', level: 1 }).waitFor();
    await settled(page);
    await page
      .getByRole('link', { name: `${NAME}.orders` })
      .first()
      .waitFor();
    const { yaml } = await ask('GET', `/api/v1/sources/${NAME}/definition`);
    assert.match(yaml, new RegExp(`{{secret:${NAME}-secret}}`));
    assert.ok(!yaml.includes('signs-with'));
  });
});
