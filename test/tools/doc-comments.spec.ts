import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readDocComments } from '../../src/tools/doc-comments.js';
import { temporaryFolder } from '../../src/testing/temporary-folder.js';

/** The doc comments of these files. */
function docsOf(files: Record<string, string>): ReturnType<typeof readDocComments> {
  const folder = temporaryFolder('docs');
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return readDocComments(folder);
}

describe(readDocComments.name, () => {
  it('reads classes and fields in one line each, with links as bare names', () => {
    const docs = docsOf({
      'chat/chat.messages.ts': `
        /**
         * Says something. See {@link ChatSaidDto}
         * for the answer.
         * @deprecated of no interest
         */
        @ClientMessage(1)
        export class ChatSayDto {
          /** Plain text. */
          @IsString()
          readonly text!: string;

          // No doc comment.
          @IsInt() readonly count!: number;
        }`,
    });

    expect(docs).toEqual({
      ChatSayDto: {
        doc: 'Says something. See ChatSaidDto for the answer.',
        fields: { text: 'Plain text.', count: '' },
      },
    });
  });

  it('reads the bodies that are predicted, with their parts, and no other class of a shared file', () => {
    const docs = docsOf({
      'tag.shared.ts': `
        /** A dash. */
        export class Dash {
          /** Seconds. */
          left = 0;
        }
        /** A body. */
        export class RunnerBody {
          /** To the right. */
          x = 400;
          dash = new Dash();
        }
        /** A sum. */
        export class Sum { of = 0; }`,
      'tag.state.ts': `
        /** A runner. */
        export class Runner {
          /** Where it is. */
          @Predicted(run) readonly body: RunnerBody = new RunnerBody();
        }`,
    });

    expect(docs).toEqual({
      Dash: { doc: 'A dash.', fields: { left: 'Seconds.' } },
      Runner: { doc: 'A runner.', fields: { body: 'Where it is.' } },
      RunnerBody: { doc: 'A body.', fields: { x: 'To the right.', dash: '' } },
    });
  });

  it('gives inherited fields the comment of their own class, also from another file', () => {
    const docs = docsOf({
      'a.ts': `
        class LineDto {
          /** The line. */
          @IsString() readonly text!: string;
          /** When. */
          @IsInt() readonly at!: number;
        }`,
      'b.ts': `
        /** Heard. */
        @ServerMessage(2)
        class HeardDto extends LineDto {
          /** Now. */
          @IsInt() readonly at!: number;
        }`,
    });

    expect(docs.HeardDto).toEqual({ doc: 'Heard.', fields: { text: 'The line.', at: 'Now.' } });
  });

  it('takes the message where two classes have one name, whichever file comes first', () => {
    const [message, row] = [
      '/** Told. */ @ServerMessage(1) export class NoteDto {\n/** Words. */\n@IsString() readonly text!: string; }',
      '/** A row. */ export class NoteDto {\n/** A number. */\n@IsInt() readonly id!: number; }',
    ];
    const told = { NoteDto: { doc: 'Told.', fields: { text: 'Words.' } } };
    expect(docsOf({ 'a.ts': message, 'b.ts': row })).toEqual(told);
    expect(docsOf({ 'a.ts': row, 'b.ts': message })).toEqual(told);
  });

  it('takes messages without fields, and parts of messages; no services, specs or generated files', () => {
    const part = (name: string): string => `/** ${name} */ class ${name} { @IsInt() readonly id!: number; }`;
    const docs = docsOf({
      'ack.ts': `/** Empty. */ @ServerMessage(3) class AckDto {}`,
      'part.ts': part('PartDto'),
      'part.spec.ts': part('SpecDto'),
      'generated-levels/level.ts': part('LevelDto'),
      'generated/part.ts': part('GeneratedDto'),
      'service.ts': `/** A service. */ @Injectable() class Service { private readonly count = 0; }`,
    });

    expect(Object.keys(docs)).toEqual(['AckDto', 'LevelDto', 'PartDto']);
    expect(docs.AckDto).toEqual({ doc: 'Empty.', fields: {} });
  });
});
