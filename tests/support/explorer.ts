/** The API that wrangler's local server has for looking into its storage: what the site itself offers nobody. */

const API = '/cdn-cgi/local/explorer/api';

/** Where the values of the site's KV namespace are. */
export const KV_VALUES = `${API}/storage/kv/namespaces/00000000000000000000000000000001/values`;

const DATABASE = `${API}/d1/database/00000000-0000-0000-0000-000000000001/raw`;

/** Runs a statement on the database of the running server at `url`. Throws with its answer where it fails. */
export async function runSql(url: string, sql: string, params: string[] = []): Promise<void> {
  const response = await fetch(url + DATABASE, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ sql, params }),
  });
  if (!response.ok) throw new Error(`${sql}: ${await response.text()}`);
}
