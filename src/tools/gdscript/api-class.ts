import type { Contract, ContractMessage } from '../../protocol/contract/contract.js';
import { FieldCode, type GenerationContext } from './field-code.js';
import { classNameOf, docLines, memberName, pascalCase, shortName } from './gd-names.js';
import { BUNDLED_MODULES } from './hand-written.js';

/** The typed facade of one module: a function for each client message, a signal for each server event. */
export function apiClass(module: string, context: GenerationContext): string {
  const { contract, dialect } = context;
  const name = apiClassName(module);
  const requests = requestsOf(module, contract);
  const events = eventsOf(module, contract);
  const head =
    dialect.engine === 4 ? [`class_name ${name}`, 'extends RefCounted'] : ['extends Reference', `class_name ${name}`];
  const doc = [
    `## The messages of the server's module "${module}".`,
    '##',
    '## Generated from the contract; do not edit.',
  ];
  const lines = [
    ...(dialect.engine === 4 ? [...head, ...doc] : [...head, ...doc]),
    ...(events.length > 0 ? [''] : []),
    ...events.flatMap((event) => signalLines(event, context)),
    '',
    dialect.engine === 4 ? 'var _client: GodwitClient' : 'var _client: Node',
    ...['', '', `func _init(client: ${dialect.engine === 4 ? 'GodwitClient' : 'Node'}) -> void:`, '\t_client = client'],
    ...events.map((event) => subscription(event, context)),
    ...requests.flatMap((request) => requestFunction(request, context)),
    ...events.flatMap((event) => listener(event, context)),
  ];
  return `${lines.join('\n')}\n`;
}

/** The facade's class. */
export function apiClassName(module: string): string {
  return `${BUNDLED_MODULES.has(module) ? 'Godwit' : ''}${pascalCase(module)}Api`;
}

/** Modules with any messages for a facade, in alphabetical order; the protocol's own are handled by the client. */
export function facadeModules(contract: Contract): string[] {
  const modules = contract.messages.map(({ module }) => module).filter((module) => module !== 'protocol');
  return [...new Set(modules)].sort();
}

function requestsOf(module: string, contract: Contract): ContractMessage[] {
  return contract.messages.filter((message) => message.module === module && message.direction === 'client');
}

function eventsOf(module: string, contract: Contract): ContractMessage[] {
  const replies = new Set(contract.messages.map(({ reply }) => reply));
  return contract.messages.filter(
    (message) => message.module === module && message.direction === 'server' && !replies.has(message.name),
  );
}

function signalLines(event: ContractMessage, { dialect }: GenerationContext): string[] {
  const parameter = dialect.engine === 4 ? `message: ${classNameOf(event)}` : 'message';
  const doc = dialect.engine === 4 ? event.doc : `${event.doc} [param message] is a [${classNameOf(event)}].`;
  return [...docLines(doc), `signal ${shortName(event)}(${parameter})`];
}

function subscription(event: ContractMessage, { dialect }: GenerationContext): string {
  const listenerName = `_on_${shortName(event)}`;
  return dialect.engine === 4
    ? `\tclient.on(${classNameOf(event)}.TYPE, ${listenerName})`
    : `\tclient.on(${classNameOf(event)}.TYPE, self, "${listenerName}")`;
}

function listener(event: ContractMessage, { dialect }: GenerationContext): string[] {
  const name = shortName(event);
  const body =
    dialect.engine === 4 ? `\t${name}.emit(message as ${classNameOf(event)})` : `\temit_signal("${name}", message)`;
  return ['', '', `func _on_${name}(message: GodwitMessage) -> void:`, body];
}

function requestFunction(request: ContractMessage, context: GenerationContext): string[] {
  const fields = request.fields.map((field) => new FieldCode(field, context));
  const required = fields.filter(({ field }) => !field.isOptional);
  const name = shortName(request);
  const lines = oneFunction(request, name, {
    parameters: required.map((code) => `${code.member}${code.typeSuffix}`).join(', '),
    message: `${classNameOf(request)}.new(${required.map(({ member }) => member).join(', ')})`,
    context,
  });
  if (required.length === fields.length) return lines;
  // Typed parameters cannot all be optional, so a whole message can be passed instead.
  const whole = { parameters: `message: ${classNameOf(request)}`, message: 'message', context };
  return [...lines, ...oneFunction(request, memberName(`${name}With`), whole)];
}

interface FunctionParts {
  readonly parameters: string;
  readonly message: string;
  readonly context: GenerationContext;
}

function oneFunction(
  request: ContractMessage,
  name: string,
  { parameters, message, context }: FunctionParts,
): string[] {
  const { contract, dialect } = context;
  const reply = contract.messages.find((candidate) => candidate.name === request.reply);
  const doc = ['', '', ...docLines(request.doc === '' ? `Sends [${classNameOf(request)}].` : request.doc)];
  if (dialect.engine === 3) {
    const value = reply ? `whose value is a [${classNameOf(reply)}]` : 'without a value';
    return [
      ...doc,
      ...docLines(
        `Await it: var result = yield(Godwit.${memberName(request.module)}.${name}(...), "completed"), a GodwitResult ${value}.`,
      ),
      `func ${name}(${parameters}):`,
      `\treturn _client.request(${message})`,
    ];
  }
  const result = reply ? `${classNameOf(reply)}.Result` : 'GodwitResult';
  const call = `await _client.request(${message})`;
  return [...doc, `func ${name}(${parameters}) -> ${result}:`, `\treturn ${reply ? `${result}.new(${call})` : call}`];
}
