#!/usr/bin/env python3
"""記録簿の書き出し、または受領証を、Kijun のない機械で確かめる道具。Python 3.8 以上の標準ライブラリーだけで動く。

    python3 verify.py [フォルダー または 受領証.json] [--key 公開鍵の文字列 または ファイル]

終了コード: 0 = すべて一致、1 = 一致しないものがある、2 = 読み取れない
"""
import base64
import hashlib
import json
import os
import re
import sys


class Unreadable(Exception):
    pass


def sha256(data):
    return hashlib.sha256(data).digest()


def leaf_hash(data):
    return sha256(b"\x00" + data)


def node_hash(left, right):
    return sha256(b"\x01" + left + right)


EMPTY_ROOT = sha256(b"")

# ---- Ed25519 (RFC 8032) の検証 ----
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
SQRT_M1 = pow(2, (P - 1) // 4, P)


def recover_x(y, sign):
    if y >= P:
        return None
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    if x2 == 0:
        return None if sign else 0
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P != 0:
        x = x * SQRT_M1 % P
    if (x * x - x2) % P != 0:
        return None
    return P - x if (x & 1) != sign else x


def point(data):
    y = int.from_bytes(data, "little")
    sign = y >> 255
    y &= (1 << 255) - 1
    x = recover_x(y, sign)
    return None if x is None else (x, y, 1, x * y % P)


def add(p, q):
    a = (p[1] - p[0]) * (q[1] - q[0]) % P
    b = (p[1] + p[0]) * (q[1] + q[0]) % P
    c = 2 * p[3] * q[3] * D % P
    d = 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def combine(s, p, t, q):
    """s*p + t*q を、ビットごとに一度に求める。"""
    both, result = add(p, q), (0, 1, 1, 0)
    for bit in range(max(s.bit_length(), t.bit_length()) - 1, -1, -1):
        result = add(result, result)
        chosen = (s >> bit & 1) + 2 * (t >> bit & 1)
        if chosen:
            result = add(result, (p, q, both)[chosen - 1])
    return result


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE_X = recover_x(BASE_Y, 0)
BASE = (BASE_X, BASE_Y, 1, BASE_X * BASE_Y % P)


def ed25519_verify(public, message, signature):
    if len(public) != 32 or len(signature) != 64:
        return False
    a, r = point(public), point(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    # s*B = R + h*A を、s*B + h*(-A) = R の形で確かめる。
    left = combine(s, BASE, h, (P - a[0], a[1], 1, P - a[3]))
    return (left[0] - r[0] * left[2]) % P == 0 and (left[1] - r[1] * left[2]) % P == 0


# ---- 署名された文 (C2SP signed note, checkpoint) ----
def strict_base64(text, what):
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:
        raise Unreadable(what + "の形式が正しくありません。")
    if base64.b64encode(data).decode() != text:
        raise Unreadable(what + "の形式が正しくありません。")
    return data


def parse_key(text):
    parts = text.strip().split("+", 2)
    if len(parts) != 3 or parts[0] == "":
        raise Unreadable("公開鍵の形式が正しくありません。")
    data = strict_base64(parts[2], "公開鍵")
    if len(data) != 33 or data[0] != 1:
        raise Unreadable("公開鍵の形式が正しくありません。")
    if sha256(parts[0].encode() + b"\n" + data)[:4].hex() != parts[1]:
        raise Unreadable("公開鍵の番号が鍵と合いません。")
    return {"name": parts[0], "id": parts[1], "public": data[1:]}


OPENED = {}


def open_note(note, key):
    """署名された文を返す。署名が確かめられなければ None。同じ文は一度だけ計算する。"""
    if (note, key["public"]) not in OPENED:
        OPENED[note, key["public"]] = open_new_note(note, key)
    return OPENED[note, key["public"]]


def open_new_note(note, key):
    split = note.rfind("\n\n")
    if split < 0 or not note.endswith("\n"):
        raise Unreadable("署名された文の形式が正しくありません。")
    text = note[: split + 1]
    good = 0
    for line in note[split + 2 : -1].split("\n"):
        words = line.split(" ")
        if len(words) != 3 or words[0] != "—":
            raise Unreadable("署名の行の形式が正しくありません。")
        data = strict_base64(words[2], "署名")
        if words[1] != key["name"] or data[:4].hex() != key["id"]:
            continue
        if not ed25519_verify(key["public"], text.encode(), data[4:]):
            return None
        good += 1
    return text if good > 0 else None


def parse_checkpoint(text):
    lines = text.split("\n")
    if len(lines) < 4 or not re.fullmatch(r"0|[1-9][0-9]{0,15}", lines[1]):
        raise Unreadable("署名済みの先頭の形式が正しくありません。")
    root = strict_base64(lines[2], "署名済みの先頭")
    if len(root) != 32:
        raise Unreadable("署名済みの先頭の形式が正しくありません。")
    return lines[0], int(lines[1]), root


# ---- 木 (RFC 6962, C2SP tlog-tiles) ----
def perfect_root(hashes):
    while len(hashes) > 1:
        hashes = [node_hash(hashes[i], hashes[i + 1]) for i in range(0, len(hashes), 2)]
    return hashes[0]


class Tree:
    def __init__(self):
        self.size = 0
        self.edges = []
        self.full = []

    def append(self, leaf):
        self.size += 1
        self.push(0, leaf)

    def push(self, level, value):
        if level == len(self.edges):
            self.edges.append([0, []])
        edge = self.edges[level]
        edge[1].append(value)
        if len(edge[1]) < 256:
            return
        self.full.append((level, edge[0], b"".join(edge[1])))
        self.push(level + 1, perfect_root(edge[1]))
        edge[0] += 1
        edge[1] = []

    def root(self):
        right = None
        for _, hashes in self.edges:
            end, width = len(hashes), 1
            while end > 0:
                if end & width:
                    part = perfect_root(hashes[end - width : end])
                    right = part if right is None else node_hash(part, right)
                    end -= width
                width *= 2
        return EMPTY_ROOT if right is None else right

    def take_full(self):
        full, self.full = self.full, []
        return full

    def partial(self):
        return [(level, edge[0], b"".join(edge[1])) for level, edge in enumerate(self.edges) if edge[1]]


def tile_path(level, index, width):
    groups = ["%03d" % (index % 1000)]
    index //= 1000
    while index > 0:
        groups.insert(0, "x%03d" % (index % 1000))
        index //= 1000
    return "tile/%s/%s%s" % (level, "/".join(groups), "" if width == 256 else ".p/%d" % width)


def decode_bundle(data):
    entries, at = [], 0
    while at < len(data):
        end = at + 2 + int.from_bytes(data[at : at + 2], "big")
        if at + 2 > len(data) or end > len(data):
            return None
        entries.append(data[at + 2 : end])
        at = end
    return entries


def leaf_text(entry, commitment):
    return ('{"commit":"%s","entry":"%s","v":1}' % (commitment.hex(), entry)).encode()


def commitment_of(salt, body):
    return sha256(bytes.fromhex(salt) + body.encode())


# ---- 読み取り ----
def read_bytes(path, what):
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise Unreadable("%sを読み取れません(%s)。" % (what, error.strerror))


def read_text(path, what):
    try:
        return read_bytes(path, what).decode("utf-8")
    except UnicodeDecodeError:
        raise Unreadable(what + "の形式が正しくありません。")


def read_json(path, what):
    try:
        return json.loads(read_text(path, what))
    except ValueError:
        raise Unreadable(what + "の形式が正しくありません。")


def lines_of(path):
    if not os.path.exists(path):
        return
    with open(path, "rb") as file:
        for line in file:
            yield line.rstrip(b"\r\n")


def check_manifest(folder, manifest, wrong):
    listed = {file["path"]: file["sha256"] for file in manifest["files"]}
    for where, _, names in os.walk(folder):
        for name in names:
            path = os.path.relpath(os.path.join(where, name), folder).replace(os.sep, "/")
            if path != "manifest.json" and path not in listed:
                wrong("目録にないファイルがあります: " + path)
    for path, wanted in listed.items():
        if path.startswith("/") or ".." in path.split("/"):
            raise Unreadable("目録の形式が正しくありません。")
        full = os.path.join(folder, path)
        if not os.path.exists(full):
            wrong("ファイルがありません: " + path)
            continue
        digest = hashlib.sha256()
        with open(full, "rb") as file:
            for chunk in iter(lambda: file.read(1 << 20), b""):
                digest.update(chunk)
        if digest.hexdigest() != wanted:
            wrong("ファイルの内容が目録と一致しません: " + path)


def read_heads(path, key, what, wrong):
    heads, largest, last = {}, 0, ""
    for number, line in enumerate(lines_of(path), 1):
        try:
            note = json.loads(line)["note"]
        except (ValueError, KeyError, TypeError):
            wrong("%sの%d行を読み取れません。" % (what, number))
            continue
        if note == last:
            continue
        last = note
        signed = open_note(note, key)
        if signed is None:
            wrong("%sの%d行の署名が公開鍵で確かめられません。" % (what, number))
            continue
        origin, size, root = parse_checkpoint(signed)
        if origin != key["name"]:
            wrong("%sの%d行は別の記録簿のものです。" % (what, number))
        if size <= largest:
            wrong("%sの%d行で件数が減っています。古い複製に戻されています。" % (what, number))
        largest = max(largest, size)
        heads[size] = root
    return heads


def verify_folder(folder, trusted):
    problems = []
    manifest = read_json(os.path.join(folder, "manifest.json"), "目録 manifest.json")
    if not isinstance(manifest, dict) or manifest.get("format") != "kijun-ledger-export" or manifest.get("v") != 1:
        raise Unreadable("目録 manifest.json の形式が正しくありません。")
    wrong = problems.append
    check_manifest(folder, manifest, wrong)
    own_key = read_text(os.path.join(folder, "public-key.txt"), "公開鍵 public-key.txt").strip()
    if trusted is not None and trusted != own_key:
        wrong("書き出しの公開鍵が、指定された公開鍵と違います。")
    key = parse_key(own_key if trusted is None else trusted)
    note = read_text(os.path.join(folder, "checkpoint"), "署名済みの先頭 checkpoint")
    signed = open_note(note, key)
    if signed is None:
        wrong("署名済みの先頭の署名が公開鍵で確かめられません。")
    origin, head_size, head_root = parse_checkpoint(note if signed is None else signed)
    if origin != key["name"]:
        wrong("署名済みの先頭は別の記録簿のものです。")
    stored = read_heads(os.path.join(folder, "checkpoints.jsonl"), key, "署名済みの先頭の一覧", wrong)
    witness = read_heads(os.path.join(folder, "witness.jsonl"), key, "控え", wrong)

    def check_tile(level, index, data):
        path = tile_path(level, index, len(data) // 32)
        full = os.path.join(folder, path)
        if not os.path.exists(full):
            wrong("タイルがありません: " + path)
        elif read_bytes(full, path) != data:
            wrong("タイルが葉から計算した内容と一致しません: " + path)

    tree, missing, stated, bundle = Tree(), {}, {}, []
    chunks = sorted(f["path"] for f in manifest["files"] if re.fullmatch(r"entries/\d{9}\.jsonl", f["path"]))
    for chunk in chunks:
        for line in lines_of(os.path.join(folder, chunk)):
            try:
                row = json.loads(line)
                number, entry, body, salt = row["seq"], row["entry"], row["body"], row["salt"]
            except (ValueError, KeyError, TypeError):
                wrong(chunk + " に読み取れない行があります。")
                continue
            seq = tree.size
            name = "記録 %d番" % (seq + 1)
            if number != seq:
                wrong("%s: 通し番号が続いていません(%s)。" % (name, number))
            if seq % 256 == 0:
                width = min(256, head_size - seq)
                path = tile_path("entries", seq // 256, width) if width > 0 else ""
                full = os.path.join(folder, path)
                bundle = decode_bundle(read_bytes(full, path)) if width > 0 and os.path.isfile(full) else None
                bundle = bundle or []
                if len(bundle) != width:
                    wrong("葉の束が欠けています: " + path)
            leaf = bundle[seq % 256] if seq % 256 < len(bundle) else b""
            tree.append(leaf_hash(leaf))
            if body is None:
                missing[entry] = seq
                if ('"entry":"%s"' % entry).encode() not in leaf:
                    wrong(name + ": 番号が葉と一致しません。")
            else:
                if not HEX.fullmatch(salt) or leaf_text(entry, commitment_of(salt, body)) != leaf:
                    wrong(name + ": 本文が葉の指紋と一致しません。")
                try:
                    content = json.loads(body)
                    if content["entry"] != entry:
                        wrong(name + ": 本文の番号が記録の番号と一致しません。")
                    for erased in content.get("erases", []):
                        stated[erased] = seq
                except (ValueError, KeyError, TypeError, AttributeError):
                    wrong(name + ": 本文を読み取れません。")
            for heads, what in ((stored, "署名済みの先頭の一覧"), (witness, "控え")):
                root = heads.pop(tree.size, None)
                if root is not None and root != tree.root():
                    wrong("%sの%d件の時点と、いまの木が一致しません。" % (what, tree.size))
            for tile in tree.take_full():
                check_tile(*tile)
    for tile in tree.partial():
        check_tile(*tile)
    if tree.size != head_size:
        wrong("記録は%d件ですが、署名済みの先頭は%d件です。" % (tree.size, head_size))
    if tree.root() != head_root:
        wrong("署名済みの先頭と、葉から計算した木が一致しません。")
    for size in stored:
        wrong("署名済みの先頭の一覧に、いまの記録より多い%d件の先頭があります。" % size)
    for size in witness:
        wrong("控えの%d件の先頭が、いまの記録にありません。切り詰められたか、古い複製に戻されています。" % size)
    for entry, seq in missing.items():
        if stated.get(entry, -1) <= seq:
            wrong("記録 %d番: 本文がなく、消去の記録もありません。" % (seq + 1))
    print("記録簿の書き出し: " + folder)
    show_key(own_key if trusted is None else trusted, trusted)
    print("記録: %d件  木の根: %s" % (tree.size, tree.root().hex()))
    if missing:
        print("うち%d件は保存期間により本文を消去済みです。" % len(missing))
    if not os.path.exists(os.path.join(folder, "witness.jsonl")):
        print("  注意: データベースの外の控えは含まれていません。")
    return problems


def show_key(key, trusted):
    print("公開鍵: " + key)
    if trusted is None:
        print("  注意: この公開鍵は同梱のものです。別に受け取った公開鍵と同じか、見比べてください(--key で指定できます)。")


def split_point(size):
    width = 1
    while width * 2 < size:
        width *= 2
    return width


HEX = re.compile(r"[0-9a-f]{64}")


def verify_receipt(path, trusted):
    receipt = read_json(path, "受領証")
    try:
        entry, seq, audit = receipt["entry"], receipt["seq"], receipt["path"]
        note, own_key = receipt["checkpoint"], receipt["publicKey"]
        well_formed = (
            receipt["format"] == "kijun-ledger-receipt"
            and receipt["v"] == 1
            and isinstance(seq, int)
            and isinstance(entry["body"], str)
            and all(isinstance(part, str) and HEX.fullmatch(part) for part in [entry["salt"], *audit])
        )
    except (KeyError, TypeError):
        well_formed = False
    if not well_formed:
        raise Unreadable("受領証の形式が正しくありません。")
    problems = []
    if trusted is not None and trusted != own_key:
        problems.append("受領証の公開鍵が、指定された公開鍵と違います。")
    key = parse_key(own_key if trusted is None else trusted)
    signed = open_note(note, key)
    if signed is None:
        problems.append("署名が公開鍵で確かめられません。")
    origin, size, root = parse_checkpoint(note if signed is None else signed)
    if origin != key["name"]:
        problems.append("署名は別の記録簿のものです。")
    value = leaf_hash(leaf_text(entry["id"], commitment_of(entry["salt"], entry["body"])))
    lefts, start, end = [], 0, size if 0 <= seq < size else 0
    while end - start > 1:
        middle = start + split_point(end - start)
        lefts.insert(0, seq >= middle)
        if seq < middle:
            end = middle
        else:
            start = middle
    if not 0 <= seq < size or len(lefts) != len(audit):
        problems.append("証明の長さが木の大きさと合いません。")
    for left, part in zip(lefts, audit):
        sibling = bytes.fromhex(part)
        value = node_hash(sibling, value) if left else node_hash(value, sibling)
    if value != root:
        problems.append("記録の内容が、署名された木に含まれていません。")
    print("受領証: " + path)
    show_key(own_key if trusted is None else trusted, trusted)
    print("記録 %d番(署名の時点で%d件)" % (seq + 1, size))
    print("本文: " + entry["body"])
    return problems


LIMITS = [
    "記録される前のこと(正しい手順で入れられた誤った内容)は分かりません。",
    "記録簿と署名鍵の両方を持つ人が全部を作り直した場合、それ以前に外部へ渡した先頭(控え)と比べない限り見破れません。",
]


def main(arguments):
    target, trusted = None, None
    rest = iter(arguments)
    for argument in rest:
        if argument == "--key":
            trusted = next(rest, "")
        else:
            target = argument
    if trusted is not None and os.path.isfile(trusted):
        trusted = read_text(trusted, "公開鍵").strip()
    target = os.path.abspath(target or os.path.dirname(os.path.abspath(__file__)))
    if not os.path.exists(target):
        raise Unreadable(target + " がありません。")
    problems = verify_folder(target, trusted) if os.path.isdir(target) else verify_receipt(target, trusted)
    for problem in problems[:50]:
        print("不一致: " + problem)
    if len(problems) > 50:
        print("ほかに%d件あります。" % (len(problems) - 50))
    if problems:
        print("結果: 一致しないものが%d件あります。" % len(problems))
        return 1
    print("結果: すべて一致しました。")
    for limit in LIMITS:
        print("この照合で分からないこと: " + limit)
    return 0


if __name__ == "__main__":
    # 端末の文字コードによらず日本語を出す。
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        sys.exit(main(sys.argv[1:]))
    except Unreadable as error:
        print("結果: 読み取れません。" + str(error), file=sys.stderr)
        sys.exit(2)
    except Exception as error:  # 思わぬ形の入力を「不一致」(1)と取り違えない。
        print("結果: 読み取れません。(%s)" % error, file=sys.stderr)
        sys.exit(2)
