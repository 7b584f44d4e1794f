import { z } from 'zod'
import { refusalStatus } from '#ground/errors/refusal.ts'
import { keepFile } from '#ground/files/service.ts'
import { fileOutput, type Contract } from '#ground/operation/contract.ts'

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
type Schemas = Record<string, Json>

/** The OpenAPI 3.1 document of all operations, made from their contracts alone. */
export function openApi(contracts: readonly Contract[], version: string): Json {
  const paths: Record<string, Json> = {}
  const schemas: Schemas = { Problem: problemSchema }
  for (const contract of [...contracts].toSorted((a, b) => a.name.localeCompare(b.name))) {
    if (contract.name === keepFile.name) paths['/api/files'] = { post: uploadOf(contract, schemas) }
    else {
      const method = contract.kind === 'command' ? 'post' : 'get'
      paths[`/api/${contract.name}`] = { [method]: operationOf(contract, schemas) }
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: '基準 (Kijun) API',
      version,
      description:
        '自治体の情報セキュリティポリシーを動かす操作の一覧です。画面はここにある操作だけを使います。',
    },
    paths,
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'kijun_session' } },
      schemas,
    },
  }
}

const problemSchema: Json = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'problems', 'cites'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    problems: {
      type: 'array',
      items: {
        type: 'object',
        required: ['message'],
        properties: { at: { type: 'string' }, message: { type: 'string' }, value: { type: 'string' } },
      },
    },
    cites: { type: 'array', items: { type: 'string' } },
  },
}

/** The upload takes the bytes themselves, and the name in a header. */
function uploadOf(contract: Contract, schemas: Schemas): Json {
  return {
    ...operationOf(contract, schemas),
    parameters: [
      {
        name: 'x-file-name',
        in: 'header',
        required: true,
        description: 'ファイルの名前(URLエンコード)',
        schema: { type: 'string' },
      },
    ],
    requestBody: {
      required: true,
      content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
    },
  }
}

function operationOf(contract: Contract, schemas: Schemas): { [key: string]: Json } {
  const input = schemaOf(contract, 'input', schemas)
  const isFile = contract.output === fileOutput
  const right = typeof contract.who === 'object' ? contract.who.right : contract.who
  return {
    operationId: contract.name,
    summary: contract.summary,
    tags: [contract.name.split('.')[0] ?? contract.name],
    'x-audience': right,
    ...(contract.who === 'anyone' ? {} : { security: [{ session: [] }] }),
    ...(contract.kind === 'command'
      ? { requestBody: { required: true, content: { 'application/json': { schema: input } } } }
      : { parameters: [{ name: 'input', in: 'query', content: { 'application/json': { schema: input } } }] }),
    responses: {
      200: {
        description: 'できました',
        content: isFile
          ? { 'application/octet-stream': {} }
          : { 'application/json': { schema: schemaOf(contract, 'output', schemas) } },
      },
      ...Object.fromEntries(
        [...new Set(Object.values(refusalStatus))].map((status) => [
          String(status),
          {
            description: 'できません(理由は detail にあります)',
            content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
          },
        ]),
      ),
    },
  }
}

/** A schema of a contract. Parts it shares with itself move to the document's own, where references find them. */
function schemaOf(contract: Contract, io: 'input' | 'output', schemas: Schemas): Json {
  const made: unknown = z.toJSONSchema(contract[io], { io, unrepresentable: 'any', target: 'draft-2020-12' })
  const prefix = `${contract.name}.${io}.`
  const plain: Json = JSON.parse(
    JSON.stringify(made, (key, value: unknown) =>
      key === '$ref' && typeof value === 'string'
        ? value.replace(/^#\/\$defs\//, `#/components/schemas/${prefix}`)
        : value,
    ),
  )
  if (typeof plain !== 'object' || plain === null || Array.isArray(plain)) return plain
  const { $schema: _, $defs: shared, ...schema } = plain
  if (typeof shared === 'object' && shared !== null && !Array.isArray(shared)) {
    for (const [name, part] of Object.entries(shared)) schemas[prefix + name] = part
  }
  return schema
}
