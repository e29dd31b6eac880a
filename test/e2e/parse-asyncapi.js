// Reads an AsyncAPI document from standard input with the official parser, and tells what it found as JSON. A process of
// its own, since the parser is old CommonJS that takes Jest's module loader half a minute.
import { text } from 'node:stream/consumers';
import { Parser } from '@asyncapi/parser';

const { document, diagnostics } = await new Parser().parse(await text(process.stdin));
const operations = document?.allOperations().all() ?? [];
process.stdout.write(
  JSON.stringify({
    isValid: document !== undefined,
    problems: diagnostics.map(({ severity, code, message, path }) => ({
      severity,
      code,
      message,
      path: path.join('.'),
    })),
    operations: operations.map((operation) => ({
      id: operation.id(),
      action: operation.action(),
      messages: namesOf(operation.messages()),
      reply: operation.reply() ? namesOf(operation.reply().messages()) : [],
      tags: namesOf(operation.tags()),
    })),
    servers: (document?.servers().all() ?? []).map((server) => server.url()),
  }),
);

function namesOf(collection) {
  return collection.all().map((entry) => entry.name());
}
