#!/usr/bin/env python3
"""Verifies an audit bundle of Keyledger without trusting the server, and without its code.

    python3 tools/verify.py bundle.zip --trust <verifier key> [--trust <verifier key>]

Written from docs/audit-proof.md ("the page") and the specifications that it names; the functions stand in its order
and have its names. Needs Python 3.9 or later and nothing else. Exit code 0: all is right. 1: something is wrong, and
one line on stderr names it. 2: called wrongly.
"""

import argparse
import base64
import hashlib
import json
import re
import struct
import sys
import zlib
from collections import namedtuple


class Refused(Exception):
    """Something is wrong with the bundle. The text names the file, the line, the event, and what is wrong."""


def require(condition, what):
    if not condition:
        raise Refused(what)


def shown(value):
    """A value of the bundle for a message: ASCII, one line, and short, so that it cannot look like our own words."""
    text = ascii(value)
    return text if len(text) <= 100 else text[:100] + "..."


# --- Canonical JSON: RFC 8785, and base64 ----------------------------------------------------------------------------

LARGEST = 2**53 - 1  # RFC 7493 2.2: integers up to here are the same number for every reader
SCALAR = json.JSONEncoder(ensure_ascii=False)  # escapes what RFC 8785 3.2.2.2 does, and nothing else


def integer_of(text):
    """Leaf: numbers are integers within 2^53 - 1."""
    number = int(text) if len(text) <= 17 else LARGEST + 1
    require(abs(number) <= LARGEST, "a number is not within 2^53 - 1")
    return number


def no_such_number(text):
    raise Refused(f"the number {shown(text)} is not an integer")


def object_of(pairs):
    """A field twice would be two contents for two readers: RFC 7493 2.3."""
    fields = dict(pairs)
    require(len(fields) == len(pairs), "an object has a field twice")
    return fields


def canonical_text(value):
    """RFC 8785 3.2: no spaces, fields in order of their UTF-16 code units, strings escaped as in ECMAScript."""
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be"))
        return "{" + ",".join(canonical_text(name) + ":" + canonical_text(value[name]) for name in names) + "}"
    if isinstance(value, list):
        return "[" + ",".join([canonical_text(item) for item in value]) + "]"
    return SCALAR.encode(value)  # a string, an integer, true, false, null


def canonical(value):
    return canonical_text(value).encode("utf-8")


def same(one, other):
    return canonical(one) == canonical(other)  # not ==, by which 1 is true


def read_both(octets, where):
    """JSON of strict UTF-8, without a field twice, other numbers or lone surrogates; and its canonical form."""
    try:
        text = octets.decode("utf-8")
        value = json.loads(
            text,
            object_pairs_hook=object_of,
            parse_int=integer_of,
            parse_float=no_such_number,
            parse_constant=no_such_number,
        )
        return value, canonical(value)  # which refuses lone surrogates: JSON can escape them
    except Refused as refused:
        raise Refused(f"{where}: {refused}") from None
    except UnicodeError:
        raise Refused(f"{where}: it is not UTF-8, or has half a surrogate pair") from None
    except RecursionError:
        raise Refused(f"{where}: it is nested too deeply") from None
    except ValueError:
        raise Refused(f"{where}: it is not JSON") from None


def read_json(octets, where):
    return read_both(octets, where)[0]


def read_canonical(octets, where):
    """Reads the JSON and writes it again: the bytes have to be the same."""
    value, written_again = read_both(octets, where)
    require(written_again == octets, f"{where}: it is not canonical JSON")
    return value


def read_base64(text, where):
    """RFC 4648 section 4, with padding. Written again it has to be the same, so that no bits are left over."""
    require(isinstance(text, str) and text.isascii(), f"{where}: it is not base64")
    try:
        octets = base64.b64decode(text, validate=True)
    except ValueError:
        raise Refused(f"{where}: it is not base64") from None
    require(base64.b64encode(octets).decode() == text, f"{where}: it is not base64 in its one form")
    return octets


def require_fields(value, names, where):
    require(isinstance(value, dict), f"{where}: it is not an object")
    for name in value:
        require(name in names, f"{where}: the field {shown(name)} does not belong here")
    for name in names:
        require(name in value, f"{where}: the field {shown(name)} is missing")


# --- Ed25519: RFC 8032 5.1 -------------------------------------------------------------------------------------------
# Points are (X, Y, Z, T) with x = X/Z, y = Y/Z, x*y = T/Z: RFC 8032 5.1.4.

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
SQUARE_ROOT_OF_MINUS_1 = pow(2, (P - 1) // 4, P)


def add(one, other):
    a = (one[1] - one[0]) * (other[1] - other[0]) % P
    b = (one[1] + one[0]) * (other[1] + other[0]) % P
    c = 2 * one[3] * other[3] * D % P
    d = 2 * one[2] * other[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def multiply(scalar, point):
    result = (0, 1, 1, 0)
    while scalar > 0:
        if scalar & 1:
            result = add(result, point)
        point = add(point, point)
        scalar >>= 1
    return result


def same_point(one, other):
    return (one[0] * other[2] - other[0] * one[2]) % P == 0 and (one[1] * other[2] - other[1] * one[2]) % P == 0


def read_point(octets):
    """RFC 8032 5.1.3. None when these 32 bytes are no point, or are not its canonical form."""
    number = int.from_bytes(octets, "little")
    y, sign = number & (2**255 - 1), number >> 255
    if y >= P:
        return None
    x_squared = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(x_squared, (P + 3) // 8, P)
    if x * x % P != x_squared:
        x = x * SQUARE_ROOT_OF_MINUS_1 % P
    if x * x % P != x_squared or (x == 0 and sign == 1):
        return None
    if x & 1 != sign:
        x = P - x
    return (x, y, 1, x * y % P)


BASE_POINT = read_point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def verify_ed25519(public_key, message, signature):
    """RFC 8032 5.1.7, without the cofactor: [S]B = R + [k]A. Refuses S >= L and points that are not canonical."""
    a, r = read_point(public_key), read_point(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L or len(signature) != 64:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + public_key + message).digest(), "little") % L
    return same_point(multiply(s, BASE_POINT), add(r, multiply(k, a)))


# --- Tree: RFC 6962 2.1 ----------------------------------------------------------------------------------------------


def leaf_hash(entry):
    return hashlib.sha256(b"\x00" + entry).digest()


def node(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_of(leaf, index, size, hashes):
    """The root that an inclusion proof leads to, by PATH in RFC 6962 2.1.1. None when it is of another length."""
    if size == 1:
        return leaf if not hashes else None
    if not hashes:
        return None
    split = 1 << ((size - 1).bit_length() - 1)  # the largest power of two below the size
    if index < split:
        left = root_of(leaf, index, split, hashes[:-1])
        return left and node(left, hashes[-1])
    right = root_of(leaf, index - split, size - split, hashes[:-1])
    return right and node(hashes[-1], right)


# --- Checkpoint: a signed note ---------------------------------------------------------------------------------------

VerifierKey = namedtuple("VerifierKey", "name key_id public_key")
Checkpoint = namedtuple("Checkpoint", "origin tree_size root_hash")


def is_key_name(name):
    return name != "" and "+" not in name and not any(character.isspace() for character in name)


def read_verifier_key(text):
    """`<key name>+<key id>+<base64 of (0x01 || public key)>`. The key id has to be that of the key."""
    parts = text.split("+", 2)
    require(len(parts) == 3 and is_key_name(parts[0]), "a verifier key is <key name>+<key id>+<base64>")
    typed_key = read_base64(parts[2], "verifier key")
    require(len(typed_key) == 33 and typed_key[0] == 1, "the verifier key is not one of Ed25519")
    require(read_point(typed_key[1:]) is not None, "the verifier key is no point of Ed25519")
    key_id = hashlib.sha256(parts[0].encode("utf-8") + b"\n" + typed_key).digest()[:4]
    require(parts[1].lower() == key_id.hex(), "the key id of the verifier key is not that of its name and key")
    return VerifierKey(parts[0], key_id, typed_key[1:])


def read_signature_line(line, where):
    """`— <key name> <base64 of (4 bytes key id || signature)>`. Signatures of unknown keys may be longer."""
    parts = line.split(" ")
    require(len(parts) == 3 and parts[0] == "\u2014" and is_key_name(parts[1]), f"{where}: it is no signature line")
    octets = read_base64(parts[2], where)
    require(len(octets) > 4, f"{where}: the signature is too short")
    return parts[1], octets[:4], octets[4:]


def read_note(octets, trusted, file, most_signatures=16):
    """The text of a signed note, and the trusted keys that have signed it, of which there is at least one."""
    try:
        note = octets.decode("utf-8")
    except UnicodeError:
        raise Refused(f"{file}: it is not UTF-8") from None
    require(not any(c < " " and c != "\n" for c in note), f"{file}: it has a control character")
    text, between, signatures = note.rpartition("\n\n")
    require(between and signatures.endswith("\n"), f"{file}: it is no signed note")
    text += "\n"
    lines = signatures[:-1].split("\n")
    are_few = len(lines) <= most_signatures
    require(are_few, f"{file}: it has {len(lines)} signatures, where {most_signatures} at most can be")
    signers = []
    for number, line in enumerate(lines, 1):
        where = f"{file}, signature {number}"
        name, key_id, signature = read_signature_line(line, where)
        for key in trusted:
            if (key.name, key.key_id) == (name, key_id):
                is_right = verify_ed25519(key.public_key, text.encode("utf-8"), signature)
                require(is_right, f"{where}: the signature by the trusted key {shown(name)} is wrong")
                signers.append(key)
    require(signers, f"{file}: no signature is by a trusted key")
    return text, signers


def require_signed_by_origin(origin, signers, file):
    """The key name is the origin: that other people's keys are trusted does not let them speak for the log."""
    names = [key.name for key in signers]
    require(origin in names, f"{file}: no signature is by a trusted key whose name is the origin {shown(origin)}")


def read_checkpoint(text):
    """The three lines of the text: origin, tree size, root hash. More lines are passed over, but none is empty."""
    lines = text[:-1].split("\n")
    require(len(lines) >= 3 and "" not in lines, "checkpoint: it has not three lines, or an empty one")
    origin, size, root = lines[:3]
    require(re.fullmatch("0|[1-9][0-9]{0,15}", size) and int(size) <= LARGEST, "checkpoint: the tree size is wrong")
    root_hash = read_base64(root, "checkpoint, root hash")
    require(len(root_hash) == 32, "checkpoint: the root hash is not of 32 bytes")
    if int(size) == 0:
        require(root_hash == hashlib.sha256(b"").digest(), "checkpoint: the root hash is not that of an empty tree")
    return Checkpoint(origin, int(size), root_hash)


# --- The one form of the zip -----------------------------------------------------------------------------------------

LOCAL = struct.Struct("<4sHHHHHIIIHH")
CENTRAL = struct.Struct("<4sBBHHHHHIIIHHHHHII")
END = struct.Struct("<4sHHHHIIH")


def write_zip(entries):
    """The bytes of the zip of these (name, content), of which there is one form."""
    files, directory = [], []
    offset = 0
    for name, content in entries:
        ascii_name, crc, size = name.encode("ascii"), zlib.crc32(content), len(content)
        local = LOCAL.pack(b"PK\x03\x04", 20, 0, 0, 0, 0x0021, crc, size, size, len(name), 0)
        both = (20, 0, 0, 0, 0x0021, crc, size, size, len(name), 0)
        directory.append(CENTRAL.pack(b"PK\x01\x02", 20, 0, *both, 0, 0, 0, 0, offset) + ascii_name)
        files += [local, ascii_name, content]
        offset += len(local) + len(ascii_name) + size
    length = sum(len(header) for header in directory)
    end = END.pack(b"PK\x05\x06", 0, 0, len(directory), len(directory), length, offset, 0)
    return b"".join(files + directory + [end])


def read_zip(octets):
    """The (name, content) of each local header, after which the whole zip is written again and compared."""
    entries, at = [], 0
    while octets[at : at + 4] == b"PK\x03\x04":
        where = f"zip, entry {len(entries) + 1}"
        require(at + LOCAL.size <= len(octets), f"{where}: it is cut off")
        header = LOCAL.unpack_from(octets, at)
        size, name_length = header[7], header[9]
        content_at = at + LOCAL.size + name_length
        name, at = octets[at + LOCAL.size : content_at], content_at + size
        require(at <= len(octets), f"{where}: it is cut off")
        require(name.isascii(), f"{where}: its name is not ASCII")
        entries.append((name.decode("ascii"), octets[content_at:at]))
    require(len(octets) < 2**32 and len(entries) < 2**16, "zip: it is too large to have the one form")
    require(write_zip(entries) == octets, "zip: it does not have the one form, or is damaged")
    require_names([name for name, _ in entries])
    return dict(entries)


SCHEMA_NAME = re.compile(r"schemas/[A-Za-z]+\.v[1-9][0-9]{0,8}\.json")


def require_names(names):
    """Bundle: the entries, in this order. Names are ASCII, so that they compare as UTF-16 code units do."""
    first, last = ["manifest.json", "README.md", "checkpoint", "events.jsonl", "proofs.jsonl"], ["state.json"]
    schemas = names[len(first) : -1]
    for name in schemas:
        require(SCHEMA_NAME.fullmatch(name), f"zip: the entry {shown(name)} does not belong in this place")
    expected = first + sorted(set(schemas)) + last
    require(names == expected, "zip: its entries are not those of a bundle, in their order")


# --- manifest.json ---------------------------------------------------------------------------------------------------

UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
MOMENT = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[.][0-9]{3}Z")
MANIFEST_FIELDS = ["bundle", "origin", "treeSize", "rootHash", "account", "keys", "from", "to", "streams", "files"]
STREAM_FIELDS = ["firstRevision", "lastRevision", "lastRevisionAtTreeSize"]


def is_moment(value):
    return isinstance(value, str) and MOMENT.fullmatch(value) is not None


def is_revision(value):
    return type(value) is int and value >= 0


def is_key_stream(name):
    return re.fullmatch(f"integratorKey-{UUID}", name) is not None


def account_stream_of(account):
    return "keyledgerAccount-" + base64.urlsafe_b64encode(account.encode("utf-8")).decode("ascii").rstrip("=")


def read_manifest(text, checkpoint):
    """The signed statement of what is in the bundle and what is not, about the tree of the checkpoint."""
    manifest = read_canonical(text[:-1].encode("utf-8"), "manifest.json")
    require_fields(manifest, MANIFEST_FIELDS, "manifest.json")
    require(manifest["bundle"] == "keyledger audit bundle v1", "manifest.json: it is not of a bundle of version 1")
    require(manifest["origin"] == checkpoint.origin, "manifest.json: the origin is not that of the checkpoint")
    is_its_size = same(manifest["treeSize"], checkpoint.tree_size)
    require(is_its_size, "manifest.json: the tree size is not that of the checkpoint")
    root_hash = base64.b64encode(checkpoint.root_hash).decode("ascii")
    require(manifest["rootHash"] == root_hash, "manifest.json: the root hash is not that of the checkpoint")
    require(isinstance(manifest["account"], str), "manifest.json: the account is not text")
    for edge in ["from", "to"]:
        require(manifest[edge] is None or is_moment(manifest[edge]), f"manifest.json: `{edge}` is not a moment or null")
    require_streams(manifest)
    require(isinstance(manifest["files"], dict), "manifest.json: `files` is not an object")
    return manifest


def require_streams(manifest):
    """`keys` and `streams`: each stream belongs here, and its numbers can be those of the range."""
    keys, streams, where = manifest["keys"], manifest["streams"], "manifest.json"
    is_one_key = isinstance(keys, list) and len(keys) == 1 and isinstance(keys[0], str) and re.fullmatch(UUID, keys[0])
    require(keys is None or is_one_key, f"{where}: `keys` is not null or a list of one key id")
    require(isinstance(streams, dict), f"{where}: `streams` is not an object")
    total = 0
    for name, numbers in streams.items():
        if keys is None:
            belongs = is_key_stream(name) or name == account_stream_of(manifest["account"])
        else:
            belongs = name == f"integratorKey-{keys[0]}"
        require(belongs, f"{where}: the stream {shown(name)} does not belong here")
        require_range(manifest, numbers, f"{where}, stream {shown(name)}")
        total += numbers["lastRevisionAtTreeSize"] + 1
    require(total <= manifest["treeSize"], f"{where}: its streams have more events than the tree")


def require_range(manifest, numbers, where):
    """The range: null `from` begins at revision 0, null `to` ends at the last revision at tree size n."""
    require_fields(numbers, STREAM_FIELDS, where)
    first, last, last_in_tree = (numbers[field] for field in STREAM_FIELDS)
    require(is_revision(last_in_tree), f"{where}: lastRevisionAtTreeSize is no revision")
    if first is None and last is None:
        require(manifest["from"] or manifest["to"], f"{where}: no event is in a range that is everything")
        return
    are_revisions = is_revision(first) and is_revision(last)
    require(are_revisions, f"{where}: firstRevision and lastRevision are not both revisions or both null")
    require(first <= last <= last_in_tree, f"{where}: its revisions are not in order")
    require(manifest["from"] or first == 0, f"{where}: the range does not begin at revision 0")
    require(manifest["to"] or last == last_in_tree, f"{where}: the range does not end at the last revision")


def require_files(manifest, entries):
    """`files`: the SHA-256 of every other entry of the zip, none more and none fewer."""
    files = manifest["files"]
    for name in files:
        is_other = name in entries and name != "manifest.json"
        require(is_other, f"manifest.json: there is no other entry {shown(name)} in the zip")
    for name, content in entries.items():
        if name != "manifest.json":
            require(name in files, f"{name}: it is not in `files` of manifest.json")
            is_same = files[name] == hashlib.sha256(content).hexdigest()
            require(is_same, f"{name}: its SHA-256 is not that of manifest.json")


# --- schemas/: JSON Schema 2020-12 -----------------------------------------------------------------------------------

DIALECT = "https://json-schema.org/draft/2020-12/schema"
TYPES = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "integer": lambda value: type(value) is int,
    "number": lambda value: type(value) is int,  # there are no other numbers
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
}
ANY_UUID = re.compile("[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
# What is the same in ECMAScript and Python: plain characters, \d \n \., classes, repetition, ^ first and $ last.
CHARACTER = r"(?:[A-Za-z0-9 :/_=!-]|\\[dn.]|\[(?:[^\\\[\]^&|]|\\[dn])+\])"
REPETITION = r"(?:[?*+]|\{\d{1,4}(?:,\d{0,4})?\})"
PATTERN = re.compile(rf"\^?(?:{CHARACTER}{REPETITION}?)*\$?")


def is_count(value):
    return type(value) is int and value >= 0


def is_text(value):
    return isinstance(value, str)


def is_list_of_text(value):
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def is_type(value):
    names = value if isinstance(value, list) else [value]
    return names != [] and all(isinstance(name, str) and name in TYPES for name in names)


def is_pattern(value):
    if not isinstance(value, str) or not value.isascii() or not PATTERN.fullmatch(value):
        return False
    try:
        return matches(value, "") or True
    except re.error:  # such as the range [z-a]
        return False


KEYWORDS = {
    "$schema": lambda value: value == DIALECT,
    "$id": is_text,
    "title": is_text,
    "description": is_text,
    "type": is_type,
    "enum": lambda value: isinstance(value, list),
    "const": lambda value: True,
    "required": is_list_of_text,
    "properties": lambda value: isinstance(value, dict),
    "additionalProperties": lambda value: True,
    "items": lambda value: True,
    "minItems": is_count,
    "maxItems": is_count,
    "minLength": is_count,
    "maxLength": is_count,
    "pattern": is_pattern,
    "format": lambda value: value == "uuid",
    "minimum": lambda value: type(value) is int,
    "maximum": lambda value: type(value) is int,
    "if": lambda value: True,
    "then": lambda value: True,
    "else": lambda value: True,
}


def require_schema(schema, where):
    """Refuses a schema with a keyword, or a value of one, that `fault` below does not know."""
    if isinstance(schema, bool):
        return
    require(isinstance(schema, dict), f"{where}: it is no schema")
    for keyword, value in schema.items():
        known = KEYWORDS.get(keyword)
        require(known, f"{where}: the keyword {shown(keyword)} is not known")
        require(known(value), f"{where}: {shown(value)} is not a known value of the keyword {shown(keyword)}")
        if keyword in ["additionalProperties", "items", "if", "then", "else"]:
            require_schema(value, where)
    for property_schema in schema.get("properties", {}).values():
        require_schema(property_schema, where)


def matches(pattern, text):
    """As in ECMAScript: $ is the very end, which is \\Z to Python, and \\d has ten digits."""
    return re.search(re.sub(r"\$$", r"\\Z", pattern), text, re.ASCII) is not None


def fault(schema, value, path):
    """What is wrong with a value, or None."""
    if isinstance(schema, bool):
        return None if schema else f"{path} does not belong here"
    if "if" in schema:
        branch = "then" if fault(schema["if"], value, path) is None else "else"
        wrong = fault(schema.get(branch, True), value, path)
        if wrong:
            return wrong
    types = schema.get("type", list(TYPES))
    if not any(TYPES[name](value) for name in (types if isinstance(types, list) else [types])):
        return f"{path} is not of type {types}"
    if "enum" in schema and not any(same(value, allowed) for allowed in schema["enum"]):
        return f"{path} is none of the allowed values"
    if "const" in schema and not same(value, schema["const"]):
        return f"{path} is not the allowed value"
    if isinstance(value, dict):
        return fault_of_object(schema, value, path)
    if isinstance(value, list):
        return fault_of_array(schema, value, path)
    if isinstance(value, str):
        return fault_of_string(schema, value, path)
    if type(value) is int:
        return fault_of_integer(schema, value, path)
    return None


def fault_of_object(schema, value, path):
    for name in schema.get("required", []):
        if name not in value:
            return f"{path}.{name} is missing"
    properties, others = schema.get("properties", {}), schema.get("additionalProperties", True)
    for name, item in value.items():
        wrong = fault(properties.get(name, others), item, f"{path}.{name}")
        if wrong:
            return wrong
    return None


def fault_of_array(schema, value, path):
    if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
        return f"{path} has too few or too many items"
    for number, item in enumerate(value):
        wrong = fault(schema.get("items", True), item, f"{path}[{number}]")
        if wrong:
            return wrong
    return None


def fault_of_string(schema, value, path):
    """Lengths are in code points, and `format` is judged: JSON Schema 2020-12 Validation 6.3 and 7.3.5."""
    if not schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value)):
        return f"{path} is too short or too long"
    if "pattern" in schema and not matches(schema["pattern"], value):
        return f"{path} is not of the pattern {shown(schema['pattern'])}"
    if "format" in schema and not ANY_UUID.fullmatch(value):
        return f"{path} is no UUID"
    return None


def fault_of_integer(schema, value, path):
    if not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        return f"{path} is too small or too large"
    return None


def read_schemas(entries):
    """The schemas of the bundle by their names, such as `SecretAdded.v1` and `metadata.v2`."""
    schemas = {}
    for name, content in entries.items():
        if name.startswith("schemas/"):
            schema = read_json(content, name)
            require_schema(schema, name)
            schemas[name[len("schemas/") : -len(".json")]] = schema
    return schemas


# --- events.jsonl and proofs.jsonl -----------------------------------------------------------------------------------

ENTRY_FIELDS = ["id", "stream", "revision", "type", "data", "metadata"]
LONGEST_ENTRY = 65_535
NEUTRAL_KEY_EVENTS = set(
    "GoLiveRequested GoLiveRequestWithdrawn GoLiveDeclined "
    "ChangeProposed ChangeApproved ChangeDeclined ChangeWithdrawn "
    "SecretRelabelled KeypairRelabelled BrownoutScheduled BrownoutCancelled "
    "CredentialExpiryApproaching".split()
)
KEY_EVENTS = NEUTRAL_KEY_EVENTS | set(
    "KeyCreated OwnershipTransferred KeyRenamed KeyDescribed PolicyLinksSet MobileAppMarked MobileAppUnmarked "
    "KeyDisabled KeyEnabled KeyDeleted GoLiveApproved ProductionSuspended ProductionResumed "
    "RedirectUriAdded RedirectUriRemoved SecretAdded SecretDisabled SecretEnabled SecretRevoked "
    "KeypairAdded KeypairDisabled KeypairEnabled KeypairRevoked "
    "SecretRetirementScheduled SecretRetirementCancelled KeypairRetirementScheduled KeypairRetirementCancelled".split()
)
ACCOUNT_EVENTS = set(
    "AccountPolicySet AccountPolicyProposed AccountPolicyApproved AccountPolicyDeclined "
    "WebhookAdded WebhookSecretRotated WebhookPaused WebhookResumed WebhookRemoved".split()
)


def lines_of(octets, file):
    require(octets == b"" or octets.endswith(b"\n"), f"{file}: the last line does not end with a newline")
    return octets.split(b"\n")[:-1]


def read_entry(line, where):
    """Leaf: the canonical form of an entry, its six fields, and that its type is one of its kind of stream."""
    require(len(line) <= LONGEST_ENTRY, f"{where}: the entry is longer than {LONGEST_ENTRY:,} bytes")
    entry = read_canonical(line, where)
    require_fields(entry, ENTRY_FIELDS, where)
    require(isinstance(entry["id"], str) and re.fullmatch(UUID, entry["id"]), f"{where}: `id` is no lower-case UUID")
    return entry


def require_entry(entry, where):
    metadata = entry["metadata"]
    require(isinstance(entry["data"], dict), f"{where}: `data` is not an object")
    require(isinstance(metadata, dict), f"{where}: `metadata` is not an object")
    are_text = isinstance(entry["stream"], str) and isinstance(entry["type"], str)
    require(are_text, f"{where}: `stream` or `type` is not text")
    types = KEY_EVENTS if is_key_stream(entry["stream"]) else ACCOUNT_EVENTS
    require(entry["type"] in types, f"{where}: the type {shown(entry['type'])} is not known in its stream")
    require(is_revision(entry["revision"]), f"{where}: `revision` is no revision")
    require(is_revision(metadata.get("schemaVersion")), f"{where}: metadata.schemaVersion is no number of a version")
    require(is_moment(metadata.get("recordedAt")), f"{where}: metadata.recordedAt is no moment")


def require_valid(entry, schemas, where):
    """The data by the schema of its type and version, the metadata by one of those for it. Returns their names."""
    name = f"{entry['type']}.v{entry['metadata']['schemaVersion']}"
    require(name in schemas, f"{where}: there is no schemas/{name}.json")
    wrong = fault(schemas[name], entry["data"], "data")
    require(wrong is None, f"{where}: by schemas/{name}.json, {ascii(wrong)[1:-1]}")
    for metadata_name in [one for one in schemas if one.startswith("metadata.")]:
        if fault(schemas[metadata_name], entry["metadata"], "metadata") is None:
            return {name, metadata_name}
    raise Refused(f"{where}: its metadata holds to none of schemas/metadata.v<N>.json")


def require_included(line, proof_line, checkpoint, where, proof_where):
    """The inclusion proof of an entry leads to the root hash of the checkpoint. Its leaf index is returned."""
    proof = read_canonical(proof_line, proof_where)
    require_fields(proof, ["hashes", "leafIndex"], proof_where)
    index, hashes = proof["leafIndex"], proof["hashes"]
    require(is_revision(index) and index < checkpoint.tree_size, f"{proof_where}: leafIndex is not in the tree")
    require(isinstance(hashes, list), f"{proof_where}: `hashes` is not a list")
    nodes = [read_base64(text, proof_where) for text in hashes]
    require(all(len(one) == 32 for one in nodes), f"{proof_where}: a hash is not of 32 bytes")
    root = root_of(leaf_hash(line), index, checkpoint.tree_size, nodes)
    require(root == checkpoint.root_hash, f"{where}: it is not in the tree: {proof_where} leads to another root hash")
    return index


def read_events(entries, manifest, checkpoint, schemas):
    """Event by event: the canonical form, the schema, the inclusion proof, the account, the order."""
    lines, proofs = lines_of(entries["events.jsonl"], "events.jsonl"), lines_of(entries["proofs.jsonl"], "proofs.jsonl")
    require(len(lines) == len(proofs), f"proofs.jsonl: it has {len(proofs)} lines, and events.jsonl has {len(lines)}")
    events, ids, used, last_index = [], set(), set(), -1
    next_revisions = {name: numbers["firstRevision"] for name, numbers in manifest["streams"].items()}
    for number, (line, proof_line) in enumerate(zip(lines, proofs), 1):
        where, proof_where = f"events.jsonl, line {number}", f"proofs.jsonl, line {number}"
        entry = read_entry(line, where)
        where += f", event {entry['id']}"
        require_entry(entry, where)
        used |= require_valid(entry, schemas, where)
        index = require_included(line, proof_line, checkpoint, where, proof_where)
        account = entry["metadata"].get("account")
        require(account == manifest["account"], f"{where}: it is of the account {shown(account)}")
        require(index > last_index, f"{where}: its leaf index is not after the one before")
        require(entry["id"] not in ids, f"{where}: an event with this id came before")
        stream, revision = entry["stream"], entry["revision"]
        require(next_revisions.get(stream) is not None, f"{where}: no event of its stream belongs in the bundle")
        expected = next_revisions[stream]
        is_next = revision == expected
        require(is_next, f"{where}: it has the revision {revision}, where {expected} of its stream comes next")
        next_revisions[stream] += 1
        ids.add(entry["id"])
        last_index = index
        events.append(entry)
    for name in schemas:
        require(name in used, f"schemas/{name}.json: no event has it")
    return events


def events_by_stream(events):
    streams = {}
    for entry in events:
        streams.setdefault(entry["stream"], []).append(entry)
    return streams


def require_complete(manifest, streams):
    """Each stream has its last revision, and its events are in the range as far as that can be judged inside."""
    for name, numbers in manifest["streams"].items():
        last = numbers["lastRevision"]
        if last is None:
            continue
        where = f"events.jsonl, stream {name}"
        events = streams.get(name)
        require(events, f"{where}: there is no event of it, where {last} is its last revision")
        ends_at = events[-1]["revision"]
        require(ends_at == last, f"{where}: it ends at revision {ends_at}, and not at {last}")
        is_after_begin = not manifest["from"] or events[0]["metadata"]["recordedAt"] >= manifest["from"]
        require(is_after_begin, f"{where}: it begins before the range, with event {events[0]['id']}")
        for entry in events:
            is_before_end = not manifest["to"] or entry["metadata"]["recordedAt"] < manifest["to"]
            require(is_before_end, f"{where}: event {entry['id']} is after the range")


# --- state.json ------------------------------------------------------------------------------------------------------

ACCOUNT_STATE_FIELDS = ["productionChanges"]
PLAIN_KEY_FIELDS = "account owner name description privacyPolicyUrl termsOfUseUrl mobileApp status".split()
PART_FIELDS = {
    "redirectUris": ["environment", "redirectUri"],
    "secrets": ["addedAt", "environment", "expiresAt", "notBefore", "status"],
    "keypairs": ["addedAt", "environment", "expiresAt", "fingerprint", "kid", "status"],
}
KEY_STATE_FIELDS = PLAIN_KEY_FIELDS + ["environments", "productionSuspended"] + list(PART_FIELDS)
STATUS_OF_KEY = {"KeyDisabled": "DISABLED", "KeyEnabled": "ACTIVE", "KeyDeleted": "DELETED"}
END_OF_PART = {"Scheduled": "retiresAt", "Cancelled": "expiresAt"}
STATUS_OF_PART = {"Disabled": "DISABLED", "Enabled": "ACTIVE", "Revoked": "REVOKED"}


def require_state(stream, state, where):
    """A state has exactly the fields of the page."""
    if not is_key_stream(stream):
        return require_fields(state, ACCOUNT_STATE_FIELDS, where)
    require_fields(state, KEY_STATE_FIELDS, where)
    require(isinstance(state["environments"], list), f"{where}: `environments` is not a list")
    for name, fields in PART_FIELDS.items():
        require(isinstance(state[name], dict), f"{where}: `{name}` is not an object")
        for part in state[name].values():
            require_fields(part, fields, f"{where}, `{name}`")


def field(data, name, where):
    require(name in data, f"{where}: its data has no {name}")
    return data[name]


def new_key(data, where):
    """The state of a key after KeyCreated."""
    given = {name: field(data, name, where) for name in ["account", "owner", "name", "description"]}
    return {
        **given,
        "privacyPolicyUrl": None,
        "termsOfUseUrl": None,
        "mobileApp": False,
        "status": "ACTIVE",
        "environments": [field(data, "environment", where)],
        "productionSuspended": False,
        "redirectUris": {},
        "secrets": {},
        "keypairs": {},
    }


def change_part(parts, id_name, fields, entry, where):
    """A redirect URI, a secret or a keypair is added, taken out, or gets another status."""
    data, change = entry["data"], re.search("[A-Z][a-z]+$", entry["type"]).group()
    part_id = field(data, id_name, where)
    require(isinstance(part_id, str), f"{where}: {id_name} is not text")
    if change == "Added":
        require(part_id not in parts, f"{where}: its {id_name} was added before")
        made = {"addedAt": entry["metadata"]["recordedAt"], "status": "ACTIVE"}
        parts[part_id] = {name: made[name] if name in made else field(data, name, where) for name in fields}
        return
    require(part_id in parts, f"{where}: its {id_name} was not added before")
    if change == "Removed":
        del parts[part_id]
    elif change in END_OF_PART:
        parts[part_id]["expiresAt"] = field(data, END_OF_PART[change], where)
    else:
        parts[part_id]["status"] = STATUS_OF_PART[change]


def replay_key(state, entry, where):
    """The state of a key after an event: the table of the page. `state` is None before the first event."""
    kind, data = entry["type"], entry["data"]
    is_in_place = (kind == "KeyCreated") == (state is None)
    require(is_in_place, f"{where}: KeyCreated is the first event of a key, and no other is")
    if kind == "KeyCreated":
        return new_key(data, where)
    if kind in NEUTRAL_KEY_EVENTS:
        return state
    if kind == "OwnershipTransferred":
        state["owner"] = field(data, "to", where)
    elif kind == "KeyRenamed":
        state["name"] = field(data, "name", where)
    elif kind == "KeyDescribed":
        state["description"] = field(data, "description", where)
    elif kind == "PolicyLinksSet":
        for name in ["privacyPolicyUrl", "termsOfUseUrl"]:
            state[name] = field(data, name, where)
    elif kind in ["MobileAppMarked", "MobileAppUnmarked"]:
        state["mobileApp"] = kind == "MobileAppMarked"
    elif kind in STATUS_OF_KEY:
        state["status"] = STATUS_OF_KEY[kind]
    elif kind == "GoLiveApproved":
        state["environments"].append("PRODUCTION")
    elif kind in ["ProductionSuspended", "ProductionResumed"]:
        state["productionSuspended"] = kind == "ProductionSuspended"
    elif kind.startswith("RedirectUri"):
        change_part(state["redirectUris"], "redirectUriId", PART_FIELDS["redirectUris"], entry, where)
    elif kind.startswith("Secret"):
        change_part(state["secrets"], "secretId", PART_FIELDS["secrets"], entry, where)
    elif kind.startswith("Keypair"):
        change_part(state["keypairs"], "keypairId", PART_FIELDS["keypairs"], entry, where)
    else:
        raise Refused(f"{where}: the type {shown(kind)} is not known")
    return state


def replay_account(state, entry, where):
    """The state of an account after an event. `state` is None before the first event."""
    state = state or {"productionChanges": None}
    if entry["type"] == "AccountPolicySet":
        state["productionChanges"] = field(entry["data"], "productionChanges", where)
    return state


def require_replayed(state_file, manifest, streams):
    """Replaying the events of the range upon `before` gives `after`, in every stream."""
    states = read_canonical(state_file, "state.json")
    require_fields(states, ["after", "before"], "state.json")
    before, after = states["before"], states["after"]
    begun_before = [name for name in streams if manifest["streams"][name]["firstRevision"] > 0]
    require_fields(before, begun_before, "state.json, `before`")
    require_fields(after, list(streams), "state.json, `after`")
    for name, state in before.items():
        require_state(name, state, f"state.json, `before`, stream {name}")
    for name, events in streams.items():
        replay = replay_key if is_key_stream(name) else replay_account
        state = before.get(name)
        for entry in events:
            state = replay(state, entry, f"events.jsonl, event {entry['id']}")
        where = f"state.json, `after`, stream {name}"
        require_state(name, after[name], where)
        for one in state:
            require(same(state[one], after[name][one]), f"{where}: `{one}` is not what the events lead to")
        is_of_account = state.get("account", manifest["account"]) == manifest["account"]
        require(is_of_account, f"{where}: the key is of another account than the bundle")


# --- What a verifier of a bundle does --------------------------------------------------------------------------------


def verify(octets, trusted, say):
    """The checks in the order of the page. Says what holds; raises `Refused` at the first thing that is wrong."""
    entries = read_zip(octets)
    say(f"zip: {len(entries)} entries, in the one form")

    checkpoint_text, checkpoint_signers = read_note(entries["checkpoint"], trusted, "checkpoint")
    manifest_text, manifest_signers = read_note(entries["manifest.json"], trusted, "manifest.json", most_signatures=1)
    checkpoint = read_checkpoint(checkpoint_text)
    manifest = read_manifest(manifest_text, checkpoint)
    require_signed_by_origin(checkpoint.origin, checkpoint_signers, "checkpoint")
    require_signed_by_origin(checkpoint.origin, manifest_signers, "manifest.json")
    say("2 signatures: checkpoint and manifest.json, by a trusted key, with one origin, tree size and root hash")

    require_files(manifest, entries)
    say(f"{len(entries) - 1} entries: SHA-256 as in manifest.json, none more, none fewer")

    schemas = read_schemas(entries)
    events = read_events(entries, manifest, checkpoint, schemas)
    say(f"{len(events):,} events: canonical, valid by {len(schemas)} schemas, in the tree, of the account, in order")

    streams = events_by_stream(events)
    require_complete(manifest, streams)
    say(f"{len(manifest['streams']):,} streams: complete, {len(streams):,} of them with events in the range")

    require_replayed(entries["state.json"], manifest, streams)
    say(f"{len(streams):,} states: what replaying the events leads to")

    say(f"{len(events):,} events: signed, included, in order, complete, replayed")
    which = "all keys" if manifest["keys"] is None else f"key {manifest['keys'][0]}"
    begins, ends = manifest["from"] or "the beginning", manifest["to"] or "the end"
    say(f"This is the history of the account {shown(manifest['account'])}, {which}, from {begins} to {ends},")
    say(f"in the tree of {checkpoint.tree_size:,} events of the origin {shown(checkpoint.origin)}.")


def read_arguments(arguments):
    """The bytes of the bundle, and the trusted keys. Exits with 2 when called wrongly."""
    parser = argparse.ArgumentParser(prog="verify.py", description="Verifies an audit bundle of Keyledger.")
    parser.add_argument("bundle", help="the zip that `keyledger audit export` has written")
    trust_help = "a key of the log, that you got by a way that does not lead through the server"
    parser.add_argument("--trust", metavar="<verifier key>", action="append", required=True, help=trust_help)
    given = parser.parse_args(arguments)
    try:
        trusted = [read_verifier_key(text) for text in given.trust]
    except (Refused, UnicodeError) as refused:
        parser.error(f"--trust: {refused}")
    try:
        with open(given.bundle, "rb") as file:
            return file.read(), trusted
    except (OSError, ValueError) as error:
        parser.error(f"the bundle cannot be opened: {type(error).__name__}")


def main(arguments):
    octets, trusted = read_arguments(arguments)
    try:
        verify(octets, trusted, print)
        return 0
    except Refused as refused:
        print(f"WRONG: {refused}", file=sys.stderr)
    except Exception as error:  # nothing in a bundle may end in a traceback; what is left here has no better name
        print(f"WRONG: the bundle cannot be read: {type(error).__name__}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
