import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { type ConstructorOptions, type Db, fromPglite, PgBoss } from "pg-boss";
import { CommandError } from "./command.ts";
import { lockFolder } from "./folder-lock.ts";

/** The database with the queue and the limits. */
export interface Database {
  readonly boss: PgBoss;
  /** Whether no other process can use it. */
  readonly isEmbedded: boolean;
  /** Runs one statement, and returns its rows. */
  query<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Runs statements, and calls of pg-boss with the option `db`, in one transaction. */
  transaction(work: (db: Db) => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

/** How often the queue looks for jobs whose worker has died. */
const monitoring = {
  superviseIntervalSeconds: 5,
  monitorIntervalSeconds: 5,
  schedule: false,
} satisfies ConstructorOptions;

/**
 * Opens the Postgres database at `DATABASE_URL`, and closes it when the work has ended. Without the variable, it is an
 * embedded database in the folder `BATCH_FOLDER`, by default `.batch` in the working directory.
 *
 * @throws CommandError when the server cannot be reached, or another process uses the folder
 */
export async function withDatabase<T>(
  work: (database: Database) => Promise<T>,
  env: NodeJS.ProcessEnv = process.env,
): Promise<T> {
  const { DATABASE_URL: url, BATCH_FOLDER: folder = ".batch" } = env;
  const database = await (url ? openServer(url) : openFolder(folder));
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

async function openServer(url: string): Promise<Database> {
  const boss = await start({ connectionString: url }).catch((cause: NodeJS.ErrnoException) => {
    throw new CommandError(`Cannot use the database at DATABASE_URL: ${cause.message || cause.code}`, { cause });
  });
  return {
    ...createDatabase(boss),
    isEmbedded: false,
    async transaction(work) {
      const transaction = await boss.getDb().beginTransaction?.();
      if (!transaction) throw new Error("pg-boss has no connection of its own");
      try {
        await work(transaction.db);
        await transaction.commit();
      } catch (error) {
        await transaction.rollback();
        throw error;
      }
    },
    close: () => boss.stop(),
  };
}

async function openFolder(folder: string): Promise<Database> {
  const unlock = await lockFolder(folder);
  const pglite = await PGlite.create(join(folder, "postgres"));
  const boss = await start({ db: fromPglite(pglite), backend: "pglite" });
  return {
    ...createDatabase(boss),
    isEmbedded: true,
    transaction: (work) => pglite.transaction((tx) => work({ executeSql: (text, values) => tx.query(text, values) })),
    async close() {
      await boss.stop();
      await pglite.close();
      await unlock();
    },
  };
}

async function start(options: ConstructorOptions): Promise<PgBoss> {
  const boss = new PgBoss({ ...monitoring, ...options });
  boss.on("error", (error) => console.error(`Queue: ${error.message}`));
  return boss.start();
}

function createDatabase(boss: PgBoss): Pick<Database, "boss" | "query"> {
  return {
    boss,
    async query<Row>(text: string, values: readonly unknown[] = []) {
      const { rows } = await boss.getDb().executeSql(text, [...values]);
      return rows as Row[];
    },
  };
}
