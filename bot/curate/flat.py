r"""The flat table of claims: one claim a row, as JSON lines or as CSV, told by the file's ending.

In CSV a column of a nested field has a dotted name (``figure.low``), and ``;`` parts the items of a
list; an item that holds one writes it ``\;``. A cell that is null, empty or missing says nothing.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, NamedTuple

from pydantic import BeforeValidator, Field, StrictBool, StrictInt, ValidationError

from bot.edtf import PartialDate
from bot.errors import BotError
from bot.names import Frozen, Id, Text
from bot.store import Fault, StoreError


def _whole(value: object) -> object:
    """Read 1351.0 as 1351: so a spreadsheet writes whole numbers beside empty cells."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


Count = Annotated[StrictInt, BeforeValidator(_whole), Field(ge=0)]


class FlatFigure(Frozen):
    """A number of persons with its hedge, as in the store."""

    low: Count | None = None
    high: Count | None = None
    point: Count | None = None
    wording: Text


class FlatSource(Frozen):
    """Where the claim was read."""

    publisher: Text
    title: Text | None = None
    url: Text | None = None
    published_on: PartialDate | None = None


class Row(Frozen):
    """One claim of a table, in the table's words; ``others`` holds the columns it does not know."""

    id: Id
    event: Text
    subject: Text
    measure: Text
    figure: FlatFigure
    scope: Text | None = None
    period_start: PartialDate | None = None
    cumulative: StrictBool | None = None
    as_of: PartialDate | None = None
    stated_on: PartialDate | None = None
    claimant: Text
    speaker: Text | None = None
    relation: Text | None = None
    basis: Text | None = None
    verification: Text | None = None
    caveats: tuple[Text, ...] = ()
    disputed_by: tuple[Text, ...] = ()
    supersedes: Id | None = None
    derived_from: tuple[Id, ...] = ()
    source: FlatSource
    others: Mapping[str, str] = Field(default_factory=dict)


class TableError(BotError):
    """A table that cannot be read or written as a file at all."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(f"{path}: {problem}")


def read(path: Path) -> tuple[Row, ...]:
    """Read a table. Raises TableError, or StoreError with every fault by line and field at once."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise TableError(path, error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise TableError(path, f"not UTF-8 text at byte {error.start}") from error
    faults: list[Fault] = []
    lines = _csv(text, faults) if is_csv(path) else _json_lines(text, faults)
    read_lines = tuple(lines)
    rows = [(line.number, _row(line, faults)) for line in read_lines]
    faults.extend(_clashes(read_lines))
    if faults:
        raise StoreError(path, sorted(faults, key=lambda fault: int(fault.entry.split()[-1])))
    return tuple(row for _, row in rows if row)


def read_one(text: str, name: str) -> Row:
    """Read one row, a JSON object. Raises StoreError with every fault of it at once.

    What it refers to is not looked for: that is in a store.
    """
    faults: list[Fault] = []
    try:
        lines = [*_json_lines(" ".join(text.splitlines()), faults)]
    except ValueError:  # Python refuses numbers of thousands of digits
        lines, faults = [], [Fault("line 1", "", "a number is too long")]
    row = _row(lines[0], faults) if lines else None
    if row is None:
        said = faults or [Fault("line 1", "", "nothing stands there")]
        raise StoreError(Path(name), [fault._replace(entry="row") for fault in said])
    return row


def is_csv(path: Path) -> bool:
    """Tell by a file's ending whether it is CSV."""
    return path.suffix.lower() == ".csv"


def is_column(name: str) -> bool:
    """Tell whether the table has a column, or a nested field, of this name."""
    return name in COLUMNS or name in _NESTED


def write(rows: Iterable[Row], *, as_csv: bool) -> str:
    """Write a table as text."""
    cells = [_cells(row) for row in rows]
    if not as_csv:
        return "".join(json.dumps(_nested(row), ensure_ascii=False) + "\n" for row in cells)
    columns = dict.fromkeys([*COLUMNS, *(column for row in cells for column in row)])
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(columns)
    table.writerows([_written(row.get(column)) for column in columns] for row in cells)
    return out.getvalue()


# --- private ---

_NESTED: Mapping[str, Sequence[str]] = {
    "figure": tuple(FlatFigure.model_fields),
    "source": tuple(FlatSource.model_fields),
}
COLUMNS = tuple(
    column
    for field in Row.model_fields
    if field != "others"
    for column in [f"{field}.{part}" for part in _NESTED.get(field, ())] or [field]
)
"""Every column that the table knows, in its order."""

_LISTS = {"caveats", "disputed_by", "derived_from"}
_COUNTS = {"figure.low", "figure.high", "figure.point"}
_BOOLEANS = {"true": True, "false": False}
_NUMBER = re.compile(r"\d{1,15}(?:\.0+)?")
_ITEM = re.compile(r"(?:\\.|[^;\\])+", re.DOTALL)

Cells = dict[str, object]


class _Line(NamedTuple):
    """A row as cells by dotted column, and the line of the file where it begins."""

    number: int
    cells: Cells

    def fault(self, field: str, problem: str) -> Fault:
        return Fault(f"line {self.number}", field, problem)


def _json_lines(text: str, faults: list[Fault]) -> Iterator[_Line]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            raw = json.loads(line)
        except json.JSONDecodeError as error:
            faults.append(Fault(f"line {number}", "", f"not JSON: {error.msg}"))
            continue
        except RecursionError:
            faults.append(Fault(f"line {number}", "", "not a claim: nested too deeply"))
            continue
        if not isinstance(raw, dict):
            faults.append(Fault(f"line {number}", "", "expected an object"))
            continue
        yield _Line(number, {column: value for column, value in _flat(raw) if _says(value)})


def _flat(raw: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    for field, value in raw.items():
        if field in _NESTED and isinstance(value, dict):
            yield from ((f"{field}.{part}", content) for part, content in value.items())
        else:
            yield field, value


def _csv(text: str, faults: list[Fault]) -> Iterator[_Line]:
    table = csv.reader(io.StringIO(text, newline=""), strict=True)
    begins = 1
    try:
        header = [column.strip() for column in next(table, [])]
        twice = sorted({column for column in header if column and header.count(column) > 1})
        faults += [Fault("line 1", column, "stands twice in the header") for column in twice]
        begins = table.line_num + 1
        for row in table:
            number, begins = begins, table.line_num + 1
            if not any(cell.strip() for cell in row):
                continue
            if any(cell.strip() for cell in row[len(header) :]):
                problem = f"has {len(row)} cells, the header {len(header)}"
                faults.append(Fault(f"line {number}", "", problem))
            cells = {
                column: _typed(column, cell)
                for column, cell in zip(header, row, strict=False)
                if column and cell.strip()
            }
            yield _Line(number, {column: value for column, value in cells.items() if _says(value)})
    except csv.Error as error:
        faults.append(Fault(f"line {begins}", "", f"not CSV: {error}"))


def _typed(column: str, cell: str) -> object:
    """Give a cell the type of its column; one that has not got it stays text, and is a fault."""
    if column in _LISTS:
        return [re.sub(r"\\([;\\])", r"\1", item) for item in _ITEM.findall(cell)]
    if column in _COUNTS and _NUMBER.fullmatch(cell.strip()):
        return int(cell.strip().partition(".")[0])
    if column == "cumulative":
        return _BOOLEANS.get(cell.strip().lower(), cell)
    return cell


def _says(value: object) -> bool:
    if isinstance(value, str):
        return bool(value.strip())
    return value is not None and value not in ([], {})


def _row(line: _Line, faults: list[Fault]) -> Row | None:
    known = {column: value for column, value in line.cells.items() if column in COLUMNS}
    fields: dict[str, object] = {}
    for column, value in line.cells.items():
        field, _, part = column.partition(".")
        if column in known and part:
            nested = fields.setdefault(field, {})
            if isinstance(nested, dict):
                nested[part] = value
        elif is_column(column):
            fields[column] = _items(value)
    fields["others"] = {
        column: value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        for column, value in line.cells.items()
        if not is_column(column)
    }
    try:
        return Row.model_validate(fields)
    except ValidationError as error:
        for problem in error.errors(include_url=False):
            field = ".".join(str(part) for part in problem["loc"])
            faults.append(line.fault(field, problem["msg"]))
        return None


def _items(value: object) -> object:
    return [item for item in value if _says(item)] if isinstance(value, list) else value


def _clashes(lines: Sequence[_Line]) -> Iterator[Fault]:
    """Find ids that stand twice, and references to ids that do not exist."""
    first: dict[object, int] = {}
    for line in lines:
        identity = line.cells.get("id")
        if isinstance(identity, str) and first.setdefault(identity.strip(), line.number) != (
            line.number
        ):
            yield line.fault("id", f"{identity!r} is on line {first[identity.strip()]} already")
    for line in lines:
        derived = line.cells.get("derived_from")
        targets = [("supersedes", line.cells.get("supersedes"))]
        targets += [("derived_from", id_) for id_ in (derived if isinstance(derived, list) else [])]
        for field, target in targets:
            if isinstance(target, str) and target.strip() and target.strip() not in first:
                yield line.fault(field, f"there is no row {target!r}")


def _cells(row: Row) -> Cells:
    document = row.model_dump(mode="json")
    others = document.pop("others")
    return {**dict(_flat(document)), **others}


def _nested(cells: Cells) -> dict[str, object]:
    document: dict[str, object] = {}
    for column, value in cells.items():
        field, _, part = column.partition(".")
        if column in COLUMNS and part:
            nested = document.setdefault(field, {})
            if isinstance(nested, dict):
                nested[part] = value
        else:
            document[column] = value
    return document


def _written(value: object) -> object:
    if isinstance(value, list):
        return "; ".join(re.sub(r"([;\\])", r"\\\1", item) for item in value)
    if isinstance(value, bool):
        return str(value).lower()
    return value
