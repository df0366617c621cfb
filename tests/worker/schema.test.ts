import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';

/** Tables whose key does not begin with the user, and why. */
const NOT_BY_USER: Record<string, string> = {
  users: 'a row is the user',
  redemptions: 'whoever redeems a link is known only afterwards',
  sign_in_links: 'whoever asks for a link may be a stranger',
  mail_days: 'counts the mails of all',
  attempts: 'counts strangers, too, by a hash',
};

interface Table {
  name: string;
  /** Names of the primary key's columns, in its order. */
  key: string;
  withoutRowid: 0 | 1;
}

/** All but wrangler's and the platform's own. */
async function tables(): Promise<Table[]> {
  const { results } = await env.DB.prepare(
    `SELECT s.name, l.wr AS withoutRowid,
        (SELECT group_concat(c.name) FROM (SELECT name FROM pragma_table_info(s.name) WHERE pk > 0 ORDER BY pk) c) AS key
      FROM sqlite_schema s JOIN pragma_table_list l ON l.name = s.name
      WHERE s.type = 'table' AND s.name NOT LIKE '\\_cf\\_%' ESCAPE '\\' AND s.name NOT IN ('d1_migrations', 'sqlite_sequence')
      ORDER BY s.name`,
  ).all<Table>();
  return results;
}

test('every table is WITHOUT ROWID', async () => {
  const found = await tables();
  expect(found.length).toBeGreaterThan(10);
  expect(found.filter(({ withoutRowid }) => !withoutRowid)).toEqual([]);
});

test("every table's key begins with the user, but where a reason is given", async () => {
  const others = (await tables()).filter(({ key }) => key.split(',')[0] !== 'user_id');
  expect(others.map(({ name }) => name)).toEqual(Object.keys(NOT_BY_USER).sort());
});
