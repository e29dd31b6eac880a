import type { Contract, ContractEnum, ContractError, ContractMessage } from '../../../protocol/contract/contract.js';
import { BinaryExamples } from './binary-example.js';
import { docWords } from './field-text.js';
import { html, Markup, type Part } from './html.js';
import { introduction } from './introduction.js';
import { jsonInline } from './json-block.js';
import { messageSection, structSection } from './message-section.js';
import { PAGE_STYLE } from './page-style.js';
import type { Hit } from './protocol-search.js';
import { stateId, syncedSection } from './state-section.js';

const OPEN = new Markup(' open');

/** The whole contract on one HTML page, for printing or searching in the browser. Loads nothing, runs no script. */
export function renderProtocolPage(contract: Contract): string {
  const examples = new BinaryExamples(contract);
  const modules = modulesOf(contract);
  return page(contract, modules, undefined, [
    pageHeader(contract),
    introduction(),
    modules.map((module) => moduleSection(module, contract, examples)),
    errorSection(contract.errors),
  ]);
}

/** The first page: how to talk to the server, an overview of the modules, the errors. @param first modules to list first */
export function renderOverview(contract: Contract, first: readonly string[] = []): string {
  const modules = modulesOf(contract, first);
  return page(contract, modules, undefined, [
    pageHeader(contract),
    modules.map((module) => moduleCard(module, contract, first.includes(module))),
    introduction(),
    errorSection(contract.errors),
  ]);
}

/** One module: its messages, states and entities, and the structs and enums they use. Undefined for an unknown name. */
export function renderModulePage(
  contract: Contract,
  module: string,
  first: readonly string[] = [],
): string | undefined {
  const modules = modulesOf(contract, first);
  if (!modules.includes(module)) return undefined;
  return page(contract, modules, module, moduleSection(module, contract, new BinaryExamples(contract)));
}

/** The results of a search. */
export function renderSearchPage(
  contract: Contract,
  search: string,
  hits: readonly Hit[],
  first: readonly string[] = [],
): string {
  const found = html`<section id="found">
    <h2>${hits.length === 0 ? 'Nothing' : hits.length} found</h2>
    <ul class="hits">
      ${hits.map(
        ({ id, name, type, kind, module, doc }) =>
          html`<li>
            <a href="#${id}">${name}</a> <span class="pill">${kind}</span>
            <span class="no">${type} ${module}</span>
            <p>${docWords(doc)}</p>
          </li>`,
      )}
    </ul>
  </section>`;
  return page(contract, modulesOf(contract, first), '', found, search);
}

/** Modules with any content, in the order of their messages. */
function modulesOf({ messages, syncedClasses = [] }: Contract, first: readonly string[] = []): string[] {
  const all = new Set([...messages, ...syncedClasses].map(({ module }) => module));
  return [...first.filter((module) => all.has(module)), ...[...all].filter((module) => !first.includes(module))];
}

/** @param here the page's module, whose contents are expanded; undefined to expand all, empty to expand none */
function page(
  contract: Contract,
  modules: readonly string[],
  here: string | undefined,
  body: Part,
  search = '',
): string {
  const { text } = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${here ? `${here}, protocol` : 'Protocol'} ${contract.hash}</title>
        ${PAGE_STYLE}
      </head>
      <body>
        ${contents(contract, modules, here, search)}
        <main id="top">${body}</main>
      </body>
    </html>`;
  return linkedAcross(text, contract);
}

/** Redirects links to targets on other pages. */
function linkedAcross(text: string, contract: Contract): string {
  const ids = new Set([...text.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id));
  const { messages, structs, enums, syncedClasses = [] } = contract;
  const homes = new Map<string, string>([
    ...[...messages, ...structs, ...enums].map(({ name, module }) => [name, module] as const),
    ...syncedClasses.map(({ name, module }) => [stateId(name), module] as const),
    ...modulesOf(contract).map((module) => [`module-${module}`, module] as const),
  ]);
  return text.replace(/ href="#([^"]*)"/g, (link, id: string) => {
    if (ids.has(id)) return link;
    const home = homes.get(id);
    return home === undefined ? ` href="protocol#${id}"` : ` href="?module=${encodeURIComponent(home)}#${id}"`;
  });
}

function contents(
  { messages }: Contract,
  modules: readonly string[],
  here: string | undefined,
  search: string,
): Markup {
  return html`<nav aria-label="Contents">
    <a class="home" href="#talking">Protocol</a>
    <form action="protocol" role="search">
      <input type="search" name="search" value="${search}" placeholder="Search" aria-label="Search" maxlength="64" />
    </form>
    <details${here === undefined && OPEN}>
      <summary><a href="#talking">Talking to this server</a></summary>
      <ul>
        <li><a href="#packets">Packets</a></li>
        <li><a href="#requests">Requests and answers</a></li>
        <li><a href="#subprotocols">Subprotocols</a></li>
        <li><a href="#binary">Binary packets</a></li>
        <li><a href="#versions">Versions</a></li>
      </ul>
    </details>
    ${modules.map((module) =>
      moduleContents(
        module,
        messages.filter((message) => message.module === module),
        here === undefined || here === module,
      ),
    )}
    <a class="last" href="#errors">Errors</a>
  </nav>`;
}

function moduleContents(module: string, messages: readonly ContractMessage[], isOpen: boolean): Markup {
  return html`<details${isOpen && OPEN}>
    <summary><a href="#module-${module}">${module}</a></summary>
    <ul>
      ${messages.map(
        ({ name, type, direction }) =>
          html`<li class="${direction}">
            <a href="#${name}"><span class="no">${type}</span>${name}</a>
          </li>`,
      )}
    </ul>
  </details>`;
}

function pageHeader({ hash, messages, errors }: Contract): Markup {
  const fromClients = messages.filter(({ direction }) => direction === 'client').length;
  return html`<header class="page">
    <h1>Protocol</h1>
    <p>
      Everything that this server and its clients say to each other: <b>${fromClients}</b> messages from clients,
      <b>${messages.length - fromClients}</b> from the server, <b>${errors.length}</b> errors.
    </p>
    <p class="facts">
      <span>contract <code>${hash}</code></span>
      <a href="contract">contract.json</a>
      <a href="asyncapi.json">AsyncAPI 3.0, JSON</a>
      <a href="asyncapi.yaml">YAML</a>
    </p>
  </header>`;
}

/** A short summary of a module. */
function moduleCard(module: string, contract: Contract, isNew: boolean): Markup {
  const own = contract.messages.filter((message) => message.module === module);
  const synced = (contract.syncedClasses ?? []).filter((entry) => entry.module === module);
  return html`<section class="card">
    <h3>
      <a href="?module=${encodeURIComponent(module)}">${module}</a>${isNew && html` <span class="pill">new</span>`}
    </h3>
    <p>
      ${own.map(({ name, direction }) => html`<a class="${direction}" href="#${name}">${name}</a> `)}
      ${synced.map(({ name }) => html`<a href="#${stateId(name)}">${name}</a> `)}
    </p>
  </section>`;
}

function moduleSection(module: string, contract: Contract, examples: BinaryExamples): Markup {
  const messages = contract.messages.filter((message) => message.module === module);
  const structs = contract.structs.filter((struct) => struct.module === module);
  const enums = contract.enums.filter((entry) => entry.module === module);
  const synced = (contract.syncedClasses ?? []).filter((entry) => entry.module === module);
  return html`<section id="module-${module}">
    <h2>${module}</h2>
    ${messages.map((message) => messageSection(message, contract, examples))}
    ${synced.map((entry) => syncedSection(entry, contract))} ${structs.map((struct) => structSection(struct, contract))}
    ${enums.map(enumSection)}
  </section>`;
}

function enumSection({ name, values }: ContractEnum): Markup {
  return html`<article class="message part" id="${name}">
    <header>
      <h3><a href="#${name}">${name}</a></h3>
      <span class="pill">enum</span>
    </header>
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th>Name</th>
            <th>Value</th>
          </tr>
        </thead>
        <tbody>
          ${values.map(
            (entry) =>
              html`<tr>
                <td><code class="name">${entry.name}</code></td>
                <td>${jsonInline(entry.value)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </article>`;
}

function errorSection(errors: readonly ContractError[]): Markup {
  return html`<section id="errors">
    <h2>Errors</h2>
    <p>
      The codes of an <a href="#Error">Error</a>. A code never changes once it is published; its text may. A close frame
      that follows from an error has the code as its reason.
    </p>
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th>Code</th>
            <th>Text</th>
          </tr>
        </thead>
        <tbody>
          ${errors.map(
            ({ code, text }) =>
              html`<tr id="error-${code}">
                <td><code class="name">${code}</code></td>
                <td>${text}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}
