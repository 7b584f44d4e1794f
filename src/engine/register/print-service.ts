import { zip } from 'fflate'
import { promisify } from 'node:util'
import type { Clock } from '#ground/clock/clock.ts'
import type { Database } from '#ground/database/database.ts'
import { Refusal, refuse } from '#ground/errors/refusal.ts'
import { fileStore } from '#ground/files/file-store.ts'
import { newId } from '#ground/ids/ids.ts'
import type { JobHandler } from '#ground/jobs/jobs.ts'
import '#ground/jobs/jobs.ts'
import { implement, type Implementation } from '#ground/operation/implementation.ts'
import { z } from 'zod'
import { narrowed, type Access } from './access.ts'
import { registerPrint, registerPrintCard, registerPrinted, registerPrintLater } from './contract-print.ts'
import { withOwnColumns } from './own-columns.ts'
import { cardPdf, listPdf, listVolumes } from './print.ts'
import { readable, type Opener, type RegisterPorts } from './service.ts'
import type { Selection } from './list.ts'

export const printJobName = 'register.print'
const pdfType = 'application/pdf'

/** Lists and cards on paper. */
export function printOperations(open: Opener, ports: RegisterPorts): Implementation[] {
  const { applications } = ports
  return [
    implement(registerPrint, async (act, input) => {
      const { definition, access } = await open(act, input.register)
      const citations = await ports.citations(act.tx, definition.key, definition.slots)
      const selection = selectionOf(access, input)
      const { today, at } = act
      const body = await listPdf(act.tx, { definition, selection, citations, applications, today, at })
      return { fileName: `${definition.name}_${today.replaceAll('-', '')}.pdf`, contentType: pdfType, body }
    }),
    implement(registerPrintCard, async (act, input) => {
      const opened = await open(act, input.register)
      const { definition } = opened
      const entry = await readable(act, opened, input.entryId)
      const citations = await ports.citations(act.tx, definition.key, definition.slots)
      const { today, at } = act
      const body = await cardPdf(act, { definition, citations, applications, today, at }, entry)
      return { fileName: `${definition.name}_${entry.number}.pdf`, contentType: pdfType, body }
    }),
    implement(registerPrintLater, async (act, input) => {
      const { definition, access } = await open(act, input.register)
      const jobId = await act.jobs.send(printJobName, {
        register: definition.key,
        // what the asker may see now: the job has no eyes of its own
        selection: selectionOf(access, input),
        today: act.today,
        at: act.at,
      })
      act.recorder.describe({
        act: '一覧の印刷',
        subject: { kind: `register:${definition.key}`, id: definition.key, label: definition.name },
      })
      return { jobId }
    }),
    implement(registerPrinted, async (act, input) => {
      const job = await act.tx
        .selectFrom('job')
        .select(['name', 'state', 'result', 'requested_by'])
        .where('job_id', '=', input.jobId)
        .executeTakeFirst()
      const mine = act.actor.kind !== 'person' || job?.requested_by === act.actor.personId
      const result = printed.safeParse(job?.result)
      if (
        job === undefined ||
        !mine ||
        job.name !== printJobName ||
        !result.success ||
        !('fileId' in result.data)
      ) {
        return refuse('not-found', '印刷した一覧は見つかりません。もう一度作ってください。')
      }
      const { name, type, bytes } = await act.files.read(result.data.fileId)
      return { fileName: name, contentType: type, body: bytes }
    }),
  ]
}

/** What the job leaves: the file, or why there is none. */
const printed = z.union([z.object({ fileId: z.string() }), z.object({ refused: z.string() })])

type Conditions = z.output<typeof registerPrint.input>

function selectionOf(access: Access, input: Conditions): Selection {
  return {
    scope: narrowed(access, input.units),
    state: input.state,
    sort: input.sort,
    direction: input.direction,
    ...(input.search === undefined ? {} : { search: input.search }),
    ...(input.filters === undefined ? {} : { filters: input.filters }),
  }
}

const asked = z.object({
  register: z.string(),
  selection: z.custom<Selection>((value) => typeof value === 'object' && value !== null && 'scope' in value),
  today: z.string(),
  at: z.string(),
})

/** Prints a long list behind the screen, in volumes of one file. Safe to run again. */
export function printJob(
  ports: RegisterPorts,
  house: { readonly database: Database; readonly clock: Clock; readonly dataFolder: string },
): JobHandler {
  const compress = promisify(
    (files: Record<string, Uint8Array>, done: (error: Error | null, zipped: Uint8Array) => void) =>
      zip(files, { level: 1 }, done),
  )
  return async (job) => {
    const { register, selection, today, at } = asked.parse(job.data)
    const declared = ports.definitions.find((definition) => definition.key === register)
    if (declared === undefined) return { refused: 'その台帳はありません。' }
    try {
      const files: Record<string, Uint8Array> = {}
      await house.database.readTenant(job.tenantId, async (tx) => {
        const definition = await withOwnColumns(tx, declared)
        const citations = await ports.citations(tx, definition.key, definition.slots)
        const { applications } = ports
        const printing = { definition, selection, citations, applications, today, at }
        for await (const { pdf, done, total } of listVolumes(tx, printing)) {
          files[`${definition.name}_${Object.keys(files).length + 1}.pdf`] = pdf
          await job.progress(done, total)
        }
      })
      const all = Object.values(files)
      const [first] = all
      const single = all.length === 1 && first !== undefined ? first : undefined
      const bytes = single ?? (await compress(files))
      const name = `${declared.name}_${today.replaceAll('-', '')}.${single === undefined ? 'zip' : 'pdf'}`
      const stored = await house.database.inTenant(job.tenantId, (tx) =>
        fileStore({
          tx,
          tenantId: job.tenantId,
          folder: house.dataFolder,
          at: house.clock.now().toISOString(),
          newId,
        }).put(bytes, name, { uploadedBy: printJobName }),
      )
      return { fileId: stored.fileId }
    } catch (error) {
      if (error instanceof Refusal) return { refused: error.message }
      throw error
    }
  }
}
