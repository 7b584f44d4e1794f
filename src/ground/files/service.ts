import { z } from 'zod'
import { refuse } from '#ground/errors/refusal.ts'
import { operation } from '#ground/operation/contract.ts'
import { implement } from '#ground/operation/implementation.ts'
import { personOf } from '#ground/operation/act.ts'

/** Keeps an uploaded file. Its route takes the raw bytes, so the HTTP door gives it one of its own. */
export const keepFile = operation({
  name: 'file.keep',
  kind: 'command',
  summary: 'ファイルを預ける',
  who: 'signed-in',
  input: z.object({
    bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
    name: z.string().min(1).max(255),
  }),
  output: z.object({
    fileId: z.string(),
    name: z.string(),
    type: z.string(),
    size: z.number(),
    sha256: z.string(),
  }),
})

export const fileOperations = [
  implement(keepFile, async (act, input) => {
    if (input.bytes.byteLength === 0)
      return refuse('invalid', 'ファイルが空です。別のファイルを選んでください。')
    const { personId } = personOf(act)
    const kept = await act.files.put(input.bytes, input.name, { uploadedBy: personId })
    act.recorder.describe({
      act: 'ファイルの預かり',
      subject: { kind: 'file', id: kept.fileId, label: kept.name },
      note: `SHA-256 ${kept.sha256}`,
    })
    return kept
  }),
]
