import { integer, pgTable } from 'drizzle-orm/pg-core';

/** One row for each number that was saved. */
export const saves = pgTable('fault_saves', { number: integer('number').primaryKey() });
