import type { assetWords as ja } from './words.ja.ts'

/** The asset register in English. */
export const assetWords = {
  name: 'Information asset register',
  noun: 'asset',
  columns: {
    name: 'Name',
    business: 'Business',
    kind: 'Kind',
    confidentiality: 'Confidentiality',
    integrity: 'Integrity',
    availability: 'Availability',
    personal_count: 'People whose data it holds',
    network: 'Network',
    place: 'Place of storage',
    retention: 'Retention',
    disposal_year: 'Fiscal year of disposal',
    encrypted: 'Encrypted',
    note: 'Notes',
  },
  kinds: { paper: 'Paper', file: 'Files', system: 'System', medium: 'Medium', terminal: 'Terminal' },
  confidentiality: { '3': 'Confidentiality 3', '2': 'Confidentiality 2', '1': 'Confidentiality 1' },
  integrity: { '2': 'Integrity 2', '1': 'Integrity 1' },
  availability: { '2': 'Availability 2', '1': 'Availability 1' },
  networks: { 'my-number': 'My Number', lgwan: 'LGWAN', internet: 'Internet', none: 'None' },
  retentions: {
    '1': '1 year',
    '3': '3 years',
    '5': '5 years',
    '10': '10 years',
    '30': '30 years',
    permanent: 'Permanent',
    'while-used': 'As long as it is used',
  },
  counter: 'people',
  hints: {
    confidentiality: 'Non-public information that only a few people handle is confidentiality 3.',
    personal_count: 'How many people’s data it holds; 0 when none.',
    disposal_year: 'The western year in which the fiscal year begins.',
    encrypted: 'Must be answered for confidentiality 3 that is not paper.',
    place: 'Building, floor and cabinet, or the name of the server.',
  },
  needs: {
    classify: 'The clause that classifies assets by confidentiality, integrity and availability',
    keep: 'The clause that says who answers for assets',
    protect: 'The clause that asks for encryption of confidential assets',
  },
  problems: {
    encryption: 'This is not paper and confidentiality 3: say whether it is encrypted.',
    personal: 'Assets with personal data are at least confidentiality 2.',
    permanent: 'Leave the year of disposal empty when retention is permanent.',
  },
} satisfies typeof ja
