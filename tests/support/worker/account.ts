/** An account with something in every place where the server keeps things, and a look at what is there. */
import { env } from 'cloudflare:workers';
import { storeLink } from '../../../src/api/auth/links.ts';
import { addRecords } from './dashboard-records.ts';
import { reviewData } from './records.ts';
import { addUser, contextAs, NOW } from './world.ts';

/** Every table that names a user, from the database itself. */
export async function tablesOfUsers(): Promise<string[]> {
  const { results } = await env.DB.prepare(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%`user_id`%' ORDER BY name",
  ).all<{ name: string }>();
  return results.map(({ name }) => name);
}

/** How many rows, KV entries and R2 objects there are of a user; places with none are left out. */
export async function leftOf(userId: string): Promise<Record<string, number>> {
  const left: Record<string, number> = {};
  const note = (place: string, count: number) => {
    if (count > 0) left[place] = count;
  };
  const count = async (table: string, column: string) =>
    note(
      table,
      (await env.DB.prepare(`SELECT count(*) AS rows FROM ${table} WHERE ${column} = ?1`)
        .bind(userId)
        .first<number>('rows'))!,
    );
  for (const table of await tablesOfUsers()) await count(table, 'user_id');
  await count('users', 'id');
  note('files', (await env.R2.list({ prefix: `${userId}/` })).objects.length);
  const links = await env.DB.prepare(
    'SELECT count(*) AS links FROM sign_in_links WHERE instr(link, ?1) > 0',
  )
    .bind(`${userId}@example.org`)
    .first<number>('links');
  note('sign-in links', links!);
  const { keys } = await env.KV.list();
  for (const { name } of keys) {
    // The mailbox stands for mail that was sent.
    if (name.startsWith('dev-mail:')) continue;
    const value = (await env.KV.get(name)) ?? '';
    if (name.includes(userId) || value.includes(`${userId}@example.org`)) note(name, 1);
  }
  return left;
}

/** A user with a device or two, and at least one of everything else that can be held. */
export async function addFullAccount(userId: string, ...devices: string[]): Promise<void> {
  await addUser(userId, ...devices);
  await addRecords(userId, {
    plans: { french: { title: `Français "B1" 🧠` } },
    sessions: { s1: {}, s2: { day: '2025-03-01' } },
    cards: { c1: {}, c2: { question: 'line\nbreak \u2028 \\ "' } },
  });
  const run = (sql: string, ...values: unknown[]) => env.DB.prepare(sql).bind(userId, ...values);
  await env.DB.batch([
    run(
      "INSERT INTO cards (user_id, id, updated_at, device_id, seq, version) VALUES (?1, 'gone', 1, 'd', 2, 12)",
    ),
    run(
      "INSERT INTO reviews (user_id, id, data, updated_at, device_id, seq, version) VALUES (?1, 'r1', ?2, 1, 'd', 2, 13)",
      JSON.stringify(reviewData()),
    ),
    run(
      `INSERT INTO conflicts (user_id, id, kind, record_id, updated_at, device_id, data, version, seq, detected_at)
       VALUES (?1, 'cards:c1:11', 'cards', 'c1', 1, 'd', '{"question":"lost"}', 11, 3, ?2)`,
      NOW,
    ),
    run(
      'INSERT INTO redemptions (link_hash, user_id, device_id, redeemed_at) VALUES (?1, ?1, ?2, ?3)',
      devices[0],
      NOW,
    ),
    run(
      `INSERT INTO email_changes (user_id, link_hash, old_email, new_email, device_id, created_at)
       VALUES (?1, ?1, ?2, 'new@example.org', ?3, ?4)`,
      `${userId}@example.org`,
      devices[0],
      NOW,
    ),
  ]);
  await env.KV.put(`stats:${userId}`, JSON.stringify({ version: 'v', today: { day: '' } }));
  await env.KV.put(`stats:${userId}:week`, JSON.stringify({ version: 'stats' }));
  await storeLink(contextAs(null), {
    hash: `hash-${userId}`,
    email: `${userId}@example.org`,
    client: 'browser',
    device_name: null,
    created_at: NOW,
    mail_code_hash: '',
    browser_hash: null,
    next: '/',
    again: null,
    code_hash: null,
    poll_hash: null,
  });
  await env.R2.put(`${userId}/daily/2026-11-20.tar.gz`, 'backup');
  await env.R2.put(`${userId}/exports/plans-2026-11-20.md`, '# Plans');
}

/** `count` cards of a user, in the fewest statements. */
export async function addCards(userId: string, count: number): Promise<void> {
  const data = JSON.stringify({
    plan_id: 'french',
    chunk_id: null,
    question: 'How do you say "the cat is on the table" in French?',
    answer: 'Le chat est sur la table.',
    tags: ['animals', 'furniture'],
    created_at: NOW,
    ease_factor: 2.5,
    interval_days: 6,
    repetitions: 2,
    next_review: '2026-11-21',
    last_review: '2026-11-15',
  });
  const statement = env.DB.prepare(
    `WITH RECURSIVE n(i) AS (SELECT ?3 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?4)
     INSERT INTO cards (user_id, id, data, updated_at, device_id, seq, version)
     SELECT ?1, printf('card-%06d-0000-4000-8000-000000000000', i), json_set(?2, '$.next_review', date('2026-01-01', '+' || (i % 900) || ' days')), 1, 'laptop', i + 10, i FROM n`,
  );
  for (let from = 0; from < count; from += 10_000) {
    await statement.bind(userId, data, from, Math.min(from + 10_000, count)).run();
  }
}
