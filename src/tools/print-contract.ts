import { program } from 'commander';
import { canonicalJson } from './canonical-json.js';
import { readContract } from './read-contract.js';

program
  .name('npm run -s contract --')
  .description('Prints the contract of this server as JSON: every message, field, enum and error.')
  .option('--compact', 'the canonical form of RFC 8785, on one line')
  .parse();

const { compact = false } = program.opts<{ compact?: boolean }>();
process.stdout.write(`${canonicalJson(readContract().contract, compact ? 0 : 2)}\n`);
