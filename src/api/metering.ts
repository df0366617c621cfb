/** Counts what a request asks of D1, as D1 itself reports it: what a free plan is limited by, and a bill is made of. */

export interface Cost {
  /** Round trips. */
  trips: number;
  statements: number;
  rowsRead: number;
  rowsWritten: number;
}

export function noCost(): Cost {
  return { trips: 0, statements: 0, rowsRead: 0, rowsWritten: 0 };
}

/** `db`, adding to `cost` what goes through it. */
export function metered(db: D1Database, cost: Cost): D1Database {
  const originals = new WeakMap<D1PreparedStatement, D1PreparedStatement>();

  const add = (results: D1Result[]) => {
    cost.trips += 1;
    cost.statements += results.length;
    for (const { meta } of results) {
      cost.rowsRead += meta.rows_read;
      cost.rowsWritten += meta.rows_written;
    }
  };

  const wrap = (statement: D1PreparedStatement): D1PreparedStatement => {
    const all = async <Row>() => {
      const result = await statement.all<Row>();
      add([result]);
      return result;
    };
    const wrapped = {
      bind: (...values: unknown[]) => wrap(statement.bind(...values)),
      all,
      run: all,
      first: async (column?: string) => {
        const [row] = (await all<Record<string, unknown>>()).results;
        return column === undefined ? (row ?? null) : (row?.[column] ?? null);
      },
      // Its answer has no meta, so it could not be counted; nothing here uses it.
      raw: () => Promise.reject(new Error('raw() is not metered')),
    } as D1PreparedStatement;
    originals.set(wrapped, statement);
    return wrapped;
  };

  return {
    prepare: (query: string) => wrap(db.prepare(query)),
    batch: async <Row>(statements: D1PreparedStatement[]) => {
      const results = await db.batch<Row>(statements.map((s) => originals.get(s) ?? s));
      add(results);
      return results;
    },
    exec: (query: string) => db.exec(query),
    withSession: (constraint?: string) => db.withSession(constraint),
    dump: () => db.dump(),
  } as D1Database;
}

/** The cost as a `Server-Timing` metric, which a browser's network panel shows. */
export function serverTiming({ trips, statements, rowsRead, rowsWritten }: Cost): string {
  return `d1;desc="trips=${trips} statements=${statements} read=${rowsRead} written=${rowsWritten}"`;
}
