import { importLines } from './imports.js';
import { BLOCK_SIZE, type ModuleName } from './module-name.js';

/** The files of a new module: name and text. It greets, so that there is something to call right away. */
export function moduleFiles(name: ModuleName, block: number, isOwn: boolean): [file: string, text: string][] {
  const { kebab } = name;
  return [
    [`${kebab}.messages.ts`, messages(name, block, isOwn)],
    [`${kebab}.service.ts`, service(name, isOwn)],
    [`${kebab}.module.ts`, nestModule(name)],
    [`${kebab}.service.spec.ts`, spec(name, isOwn)],
  ];
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
