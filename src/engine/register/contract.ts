import { z } from 'zod'
import { citation, type Citation } from '#engine/citation.ts'
import {
  base64Length,
  fileOutput,
  idText,
  largestFileWords,
  operation,
  pageInput,
} from '#ground/operation/contract.ts'
import { boundedText } from '#ground/words/text.ts'

export const registerKey = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, '台帳の名前が正しくありません。')
export const columnKey = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, '欄の名前が正しくありません。')
const scalar = z.union([z.string().max(40_000), z.number(), z.boolean()])
/** Of a column of several persons or lines: their ids. */
const value = z.union([scalar, z.array(z.string().max(60)).max(200).readonly()])
const filterValue = z.union([boundedText(500), z.number(), z.boolean()])
const filter = z.union([
  z.strictObject({ any: z.array(filterValue).max(100) }),
  z.strictObject({
    from: z.union([boundedText(40), z.number()]).optional(),
    to: z.union([boundedText(40), z.number()]).optional(),
  }),
])

/** What narrows a list; an export takes the same. */
export const conditions = {
  register: registerKey,
  /** Words that all occur. */
  search: boundedText(200, { min: 0 }).optional(),
  /** By column. */
  filters: z.record(columnKey, filter).optional(),
  /** These units only, each with nothing below it. */
  units: z.array(idText).max(200).optional(),
  state: z.enum(['current', 'closed', 'all']).default('current'),
  sort: z.union([z.enum(['number', 'updated']), columnKey]).default('number'),
  direction: z.enum(['asc', 'desc']).default('asc'),
}

export type { Citation }

const unit = z.object({ id: z.string(), name: z.string() })
const permission = z.object({
  allowed: z.boolean(),
  /** Why not, in Japanese. */
  because: z.string().optional(),
})
const columnOutput = z.object({
  key: z.string(),
  label: z.string(),
  type: z.enum([
    'text',
    'long-text',
    'number',
    'date',
    'choice',
    'class',
    'flag',
    'person',
    'people',
    'unit',
    'entry',
    'entries',
    'application',
    'files',
  ]),
  required: z.boolean(),
  choices: z.array(z.object({ value: z.string(), label: z.string() })),
  maxLength: z.number().optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  decimals: z.number().optional(),
  counter: z.string().optional(),
  register: z.string().optional(),
  hint: z.string().optional(),
  /** Written by what happens only: forms show it and do not ask for it. */
  byEvents: z.boolean(),
  /** Added by the city; retired: read in histories and asked nowhere. */
  own: z.boolean(),
  retired: z.boolean(),
  list: z.boolean(),
  filter: z.boolean(),
  sort: z.boolean(),
  search: z.boolean(),
})
export const author = z.object({ kind: z.enum(['person', 'operator', 'system']), name: z.string() })
const row = z.object({
  entryId: z.string(),
  number: z.string(),
  unitId: z.string(),
  version: z.number(),
  state: z.enum(['current', 'closed']),
  label: z.string(),
  values: z.record(z.string(), value),
  updatedAt: z.string(),
})
/** Names of the units, people, lines and applications that rows point to, by id. */
const names = z.record(z.string(), z.string())

export const registerKinds = operation({
  name: 'register.kinds',
  kind: 'query',
  summary: '台帳の種類と、それぞれの欄・根拠条文・書ける範囲を見る',
  who: 'signed-in',
  input: z.strictObject({}),
  output: z.object({
    registers: z.array(
      z.object({
        key: z.string(),
        name: z.string(),
        noun: z.string(),
        written: z.enum(['by-people', 'by-events']),
        retentionYears: z.number(),
        /** Why the city keeps closed lines another number of years than is usual. */
        retentionWhy: z.string().optional(),
        /** The reader may add columns and set the years. */
        mayConfigure: z.boolean(),
        columns: z.array(columnOutput),
        /** Lines are confirmed by a second person. */
        confirmed: z.boolean(),
        /** Lines pass gates. */
        gated: z.boolean(),
        /** From a line the like of before can be found. */
        comparable: z.boolean(),
        cites: z.array(citation),
        /** What no confirmed clause says yet. */
        missing: z.array(z.object({ slot: z.string(), need: z.string() })),
        mayWrite: permission,
        /** Units the reader may choose from; absent when it is the whole city. */
        readableUnits: z.array(unit).optional(),
        writableUnits: z.array(unit).optional(),
      }),
    ),
  }),
})

export const registerList = operation({
  name: 'register.list',
  kind: 'query',
  summary: '台帳の行を検索し、絞り込み、並べて見る',
  who: 'signed-in',
  input: z.strictObject({ ...conditions, ...pageInput }),
  output: z.object({
    rows: z.array(row),
    names,
    total: z.number(),
    /** There are more than `total`. */
    more: z.boolean(),
    searched: z.number(),
    searchedMore: z.boolean(),
    page: z.number(),
    size: z.number(),
    mayWrite: permission,
  }),
  positional: ['register', 'search'],
})

export const registerEntry = operation({
  name: 'register.entry',
  kind: 'query',
  summary: '台帳の1行を、履歴と前後の行とともに見る',
  who: 'signed-in',
  input: z.strictObject({ register: registerKey, entryId: idText }),
  output: z.object({
    entry: row.extend({
      createdAt: z.string(),
      createdBy: author,
      updatedBy: author,
      /** The day its values were disposed of. */
      disposedOn: z.string().nullable(),
    }),
    /** Of a closed line: the last day it is kept, and the 年度 in which it may be disposed of. */
    kept: z.object({ until: z.string(), disposalYear: z.string() }).nullable(),
    history: z.array(
      z.object({
        version: z.number(),
        unitId: z.string(),
        state: z.enum(['current', 'closed']),
        values: z.record(z.string(), value),
        /** Columns that differ from the version before. */
        changed: z.array(z.string()),
        at: z.string(),
        by: author,
        origin: z.enum(['person', 'event', 'import']),
        source: z.object({ kind: z.string(), id: z.string() }).nullable(),
        why: z.string(),
      }),
    ),
    historyMore: z.boolean(),
    names,
    /** Of the lines this one names, those that are struck off. */
    closedLines: z.array(z.string()),
    previous: z.object({ entryId: z.string(), number: z.string() }).nullable(),
    next: z.object({ entryId: z.string(), number: z.string() }).nullable(),
    mayWrite: permission,
  }),
  positional: ['register', 'entryId'],
})

const rawValues = z.record(columnKey, z.union([value, z.null()]))

export const registerSave = operation({
  name: 'register.save',
  kind: 'command',
  summary: '台帳に1行を登録する、または1行を変更する',
  who: 'signed-in',
  input: z
    .strictObject({
      register: registerKey,
      /** Absent for a new line. */
      entryId: idText.optional(),
      /** The version the change was made on; wanted for a change. */
      expectedVersion: z.int().min(1).optional(),
      unitId: idText.optional(),
      /** An existing 管理番号 to keep, for a new line. */
      number: boundedText(40).optional(),
      /** For a change, absent columns stay and null empties. */
      values: rawValues,
      why: boundedText(200).optional(),
    })
    .check((context) => {
      const { entryId, expectedVersion, unitId } = context.value
      const wants = entryId === undefined ? unitId === undefined : expectedVersion === undefined
      if (!wants) return
      context.issues.push({
        code: 'custom',
        message:
          entryId === undefined
            ? '部・課を選んでください。'
            : 'どの版を変えるのかが分かりません。開き直してください。',
        path: [entryId === undefined ? 'unitId' : 'expectedVersion'],
        input: context.value,
      })
    }),
  output: z.object({ entryId: z.string(), number: z.string(), version: z.number() }),
})

export const registerClose = operation({
  name: 'register.close',
  kind: 'command',
  summary: '台帳の1行を理由とともに抹消する(履歴は残る)',
  who: 'signed-in',
  input: z.strictObject({
    register: registerKey,
    entryId: idText,
    expectedVersion: z.int().min(1),
    why: boundedText(200),
  }),
  output: z.object({ entryId: z.string(), number: z.string(), version: z.number() }),
})

export const registerFile = operation({
  name: 'register.file',
  kind: 'query',
  summary: '台帳の行に添付されたファイルを受け取る',
  who: 'signed-in',
  input: z.strictObject({ register: registerKey, entryId: idText, fileId: idText }),
  output: fileOutput,
  positional: ['register', 'entryId', 'fileId'],
})

export const registerExport = operation({
  name: 'register.export',
  kind: 'query',
  summary: '台帳をExcelかCSVに書き出す',
  who: 'signed-in',
  input: z.strictObject({
    ...conditions,
    format: z.enum(['xlsx', 'csv']).default('xlsx'),
    /** For CSV: UTF-8 with BOM, or CP932 (Shift_JIS) for older programs. */
    encoding: z.enum(['utf-8', 'cp932']).default('utf-8'),
    /** For CP932: refuse when a character cannot be written, or write 〓 in its place. */
    unwritable: z.enum(['refuse', 'replace']).default('refuse'),
  }),
  output: fileOutput,
})

/**
 * Bytes of a file that is imported, at most: what 100,000 lines of a register with some thirty columns export to,
 * every column filled.
 */
export const largestImport = 50 * 1024 * 1024

export const registerImport = operation({
  name: 'register.import',
  file: { at: 'content', mostBytes: largestImport },
  kind: 'command',
  summary: 'ExcelかCSVから台帳に取り込む(まず試し読み)',
  who: 'signed-in',
  input: z.strictObject({
    register: registerKey,
    fileName: boundedText(200),
    /** The file's bytes in base64. */
    content: z
      .base64('ファイルを読み取れません。もう一度選び直してください。')
      .max(base64Length(largestImport), largestFileWords(largestImport)),
    /** True reads and reports without writing. */
    dryRun: z.boolean().default(true),
  }),
  output: z.object({
    dryRun: z.boolean(),
    /** Lines read, without the heading and empty ones. */
    read: z.number(),
    added: z.number(),
    changed: z.number(),
    unchanged: z.number(),
    refused: z.number(),
    /** Columns of the file that are not of this register and were not read. */
    unreadColumns: z.array(z.string()),
    problems: z.array(
      z.object({
        line: z.number(),
        column: z.string().optional(),
        at: z.string(),
        value: z.string().optional(),
        message: z.string(),
      }),
    ),
    /** Further problems that are not listed. */
    moreProblems: z.number(),
  }),
})
