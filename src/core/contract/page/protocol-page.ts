import type { Contract, ContractEnum, ContractError, ContractMessage } from '../../../protocol/contract/contract.js';
import { BinaryExamples } from './binary-example.js';
import { html, type Markup } from './html.js';
import { introduction } from './introduction.js';
import { jsonInline } from './json-block.js';
import { messageSection, structSection } from './message-section.js';
import { PAGE_STYLE } from './page-style.js';

/** The contract as one readable page of HTML, which loads nothing and runs no script. */
export function renderProtocolPage(contract: Contract): string {
  const modules = [...new Set(contract.messages.map(({ module }) => module))];
  const examples = new BinaryExamples(contract);
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>Protocol ${contract.hash}</title>
        ${PAGE_STYLE}
      </head>
      <body>
        ${contents(contract, modules)}
        <main>
          ${pageHeader(contract)} ${introduction()}
          ${modules.map((module) => moduleSection(module, contract, examples))} ${errorSection(contract.errors)}
        </main>
      </body>
    </html>`;
  return page.text;
}

function contents({ messages }: Contract, modules: readonly string[]): Markup {
  return html`<nav aria-label="Contents">
    <a class="home" href="#top">Protocol</a>
    <details open>
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
      ),
    )}
    <a class="last" href="#errors">Errors</a>
  </nav>`;
}

function moduleContents(module: string, messages: readonly ContractMessage[]): Markup {
  return html`<details open>
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
  return html`<header class="page" id="top">
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

function moduleSection(module: string, contract: Contract, examples: BinaryExamples): Markup {
  const messages = contract.messages.filter((message) => message.module === module);
  const structs = contract.structs.filter((struct) => struct.module === module);
  const enums = contract.enums.filter((entry) => entry.module === module);
  return html`<section id="module-${module}">
    <h2>${module}</h2>
    ${messages.map((message) => messageSection(message, contract, examples))}
    ${structs.map((struct) => structSection(struct, contract))} ${enums.map(enumSection)}
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
