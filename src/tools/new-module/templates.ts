import { importLines } from './imports.js';
import { BLOCK_SIZE, type ModuleName } from './module-name.js';

/** Files: their names and texts. */
type Files = [file: string, text: string][];

/** The files of a new module. It greets, so that there is something to call right away. */
export function moduleFiles(name: ModuleName, block: number, isOwn: boolean): Files {
  const { kebab } = name;
  return [
    [`${kebab}.messages.ts`, messages(name, block, isOwn)],
    [`${kebab}.service.ts`, service(name, isOwn)],
    [`${kebab}.module.ts`, nestModule(name)],
    [`${kebab}.service.spec.ts`, spec(name, isOwn)],
  ];
}

/** The same with a page in the admin console, which counts greetings. */
export function moduleFilesWithPage(name: ModuleName, block: number, isOwn: boolean): Files {
  const { kebab, pascal } = name;
  const counted = service(name, isOwn)
    .replace('  /** Greets the', '  /** How many were greeted. */\n  greeted = 0;\n\n  /** Greets the')
    .replace('    return {', '    this.greeted += 1;\n    return {');
  const listed = nestModule(name)
    .replace(
      `import { ${pascal}Service`,
      `import { ${pascal}Section } from './${kebab}.section.js';\nimport { ${pascal}Service`,
    )
    .replace(`[${pascal}Service]`, `[${pascal}Service, ${pascal}Section]`);
  const changed = [
    [`${kebab}.service.ts`, counted],
    [`${kebab}.module.ts`, listed],
  ] as const;
  const texts = new Map([...moduleFiles(name, block, isOwn), ...changed]);
  texts.set(`${kebab}.section.ts`, section(name, isOwn));
  texts.set(`${kebab}.section.spec.ts`, sectionSpec(name, isOwn));
  return [...texts];
}

function messages({ pascal, words }: ModuleName, block: number, isOwn: boolean): string {
  return `import { IsString, Length } from 'class-validator';
${importLines(isOwn, 'ClientMessage', 'ServerMessage')}

/** ${words}: types ${block}-${block + BLOCK_SIZE - 1}. */
export enum ${pascal}Type {
  Greet = ${block},
  Greeted = ${block + 1},
}

/** You were greeted. */
@ServerMessage(${pascal}Type.Greeted)
export class ${pascal}GreetedDto {
  /** The greeting, e.g. "Hello, Ada!". */
  @IsString()
  readonly text!: string;
}

/** Asks for a greeting. */
@ClientMessage(${pascal}Type.Greet, { reply: ${pascal}GreetedDto })
export class ${pascal}GreetDto {
  /** Your name, 1 to 24 characters, e.g. "Ada". */
  @IsString()
  @Length(1, 24)
  readonly name!: string;
}
`;
}

function service({ kebab, pascal, words }: ModuleName, isOwn: boolean): string {
  return `import { Injectable } from '@nestjs/common';
${importLines(isOwn, 'OnMessage', 'type Session')}
import { ${pascal}GreetDto, type ${pascal}GreetedDto } from './${kebab}.messages.js';

/** ${words}: put its logic here. */
@Injectable()
export class ${pascal}Service {
  /** Greets the player who asks. */
  @OnMessage(${pascal}GreetDto)
  greet(_session: Session, { name }: ${pascal}GreetDto): ${pascal}GreetedDto {
    return { text: \`Hello, \${name}!\` };
  }
}
`;
}

function section({ kebab, pascal, words }: ModuleName, isOwn: boolean): string {
  return `${importLines(isOwn, 'AdminAct', 'AdminDetails', 'AdminSection', 'type AdminChange')}
import { ${pascal}Service } from './${kebab}.service.js';

/** ${words}: its page in the admin console. */
@AdminSection({
  id: '${kebab}',
  title: '${words}',
  area: 'data',
  right: 'server.read',
  brings: { '${kebab}.edit': { text: 'Count greetings anew', roles: ['operator'] } },
})
export class ${pascal}Section {
  constructor(private readonly service: ${pascal}Service) {}

  /** What the page shows. */
  @AdminDetails({ title: 'Greetings' })
  greetings(): object {
    return { greeted: this.service.greeted };
  }

  /** A button; the audit log keeps who has pressed it, and why. */
  @AdminAct({ label: 'Count anew', right: '${kebab}.edit', needs: 'reason' })
  countAnew(): AdminChange {
    const before = this.service.greeted;
    this.service.greeted = 0;
    return { before, after: 0 };
  }
}
`;
}

function nestModule({ kebab, pascal, words }: ModuleName): string {
  return `import { Module } from '@nestjs/common';
import { ${pascal}Service } from './${kebab}.service.js';

/** ${words}. */
@Module({ providers: [${pascal}Service] })
export class ${pascal}Module {}
`;
}

function spec({ kebab, pascal }: ModuleName, isOwn: boolean): string {
  return `import { TestApp, type TestClient } from '${isOwn ? '../../testing/index.js' : 'godwit/testing'}';
import { ${pascal}Type } from './${kebab}.messages.js';
import { ${pascal}Module } from './${kebab}.module.js';
import { ${pascal}Service } from './${kebab}.service.js';

describe(${pascal}Service.name, () => {
  let app: TestApp;
  let client: TestClient;

  beforeAll(async () => {
    app = await TestApp.start({ imports: [${pascal}Module] });
    client = await app.connect();
  });

  afterAll(() => app.stop());

  it('greets by name', async () => {
    const answer = await client.request(${pascal}Type.Greet, { name: 'Ada' });

    expect(answer).toMatchObject({ type: ${pascal}Type.Greeted, message: { text: 'Hello, Ada!' } });
  });

  it('refuses a name that is too long', async () => {
    const answer = await client.request(${pascal}Type.Greet, { name: 'A'.repeat(25) });

    expect(answer).toMatchObject({ message: { code: 'message.invalid', details: [{ field: 'name' }] } });
  });
});
`;
}

function sectionSpec({ kebab, pascal }: ModuleName, isOwn: boolean): string {
  return `import { TestApp } from '${isOwn ? '../../testing/index.js' : 'godwit/testing'}';
import { ${pascal}Type } from './${kebab}.messages.js';
import { ${pascal}Module } from './${kebab}.module.js';
import { ${pascal}Section } from './${kebab}.section.js';

describe(${pascal}Section.name, () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start({ imports: [${pascal}Module] });
  });

  afterAll(() => app.stop());

  it('shows how many were greeted, and counts anew', async () => {
    const client = await app.connect();
    await client.request(${pascal}Type.Greet, { name: 'Ada' });
    const section = app.app.get(${pascal}Section);

    expect(section.greetings()).toEqual({ greeted: 1 });
    expect(section.countAnew()).toEqual({ before: 1, after: 0 });
    expect(section.greetings()).toEqual({ greeted: 0 });
  });
});
`;
}
