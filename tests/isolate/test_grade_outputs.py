"""What a student's cells show reaches the pages of instructor and class without anything to run."""

import base64
import copy
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pytest
from nbconvert.exporters import HTMLExporter
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI
from nbgrader.server_extensions.formgrader import handlers
from traitlets.config import Config

from imagecourse.author.release import generate
from imagecourse.author.source import read, released_path
from imagecourse.config import course_config
from imagecourse.demo_class import config_for
from nbisolate.grade.preprocessors import CleanOutputs
from nbisolate.gradebook.scoring import with_notes
from nbisolate.gradebook.writer import write_grades
from nbisolate.normalize.attachments import clean_attachments, clean_picture
from nbisolate.normalize.points import CellGrade
from nbisolate.normalize.structure import grade_id
from nbisolate.pages.html import clean_html, clean_page_html, safe_markdown
from nbisolate.pages.outputs import OutputLimits, clean_outputs, clean_text

NAME = "exercises-01-greyscale"
PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(20)).decode()
JPEG = base64.b64encode(b"\xff\xd8\xff" + bytes(20)).decode()

# Each calls evil() where a browser would run it.
PAYLOADS = [
    "<script>evil()</script>",
    "<ScRiPt src=//example.org/evil.js></sCrIpT>",
    "<img src=x onerror=evil()>",
    "<img src='data:image/svg+xml,<svg onload=evil()>'>",
    '<img src="https://example.org/evil.png">',
    "<svg><script>evil()</script></svg>",
    "<svg onload=evil()>",
    "<math><mi xlink:href='javascript:evil()'>x</mi></math>",
    "<iframe srcdoc='<script>evil()</script>'></iframe>",
    "<object data='javascript:evil()'></object>",
    "<embed src='evil.swf'>",
    "<base href='https://example.org/evil/'>",
    "<meta http-equiv=refresh content='0;url=https://example.org/evil'>",
    "<link rel=stylesheet href=evil.css>",
    "<style>body {background: url(https://example.org/evil)}</style>",
    "<form action=/evil><button formaction='javascript:evil()'>x</button></form>",
    "<a href='javascript:evil()'>x</a>",
    "<a href=' java\tscript:evil()'>x</a>",
    "<a href='data:text/html,<script>evil()</script>'>x</a>",
    "<a href='vbscript:evil()'>x</a>",
    "<a href='//example.org/evil'>x</a>",
    "<div style='background:url(evil)' class='mark-graded' id='statusmessage-evil'>x</div>",
    "<details open ontoggle=evil()>x</details>",
    "<table background='evil'><td onclick='evil()' colspan='2 onload=evil()'>1</td></table>",
    "<noscript><p title='</noscript><img src=x onerror=evil()>'></noscript>",
    "<textarea><img title='</textarea><img src=x onerror=evil()>'>",
    "<!--><img src=x onerror=evil()>-->",
    "<![CDATA[<img src=x onerror=evil()>]]>",
    "<template><script>evil()</script></template>",
    "<x onclick=evil()>x</x>",
    "<input onfocus=evil() autofocus>",
    "<video><source onerror=evil()></video>",
    "<script>alert(1)//<script>evil()",
    "<style><img src='</style><img src=x onerror=evil()>'>",
]
MARKDOWN = [
    *PAYLOADS,
    "[x](javascript:evil())",
    "[x](data:text/html;base64,ZXZpbA)",
    "![x](javascript:evil())",
    "![x](https://example.org/evil.png)",
    "![x](../../../evil.png)",
    "![missing](attachment:evil.png)",
    '![x](x "onerror=evil()")',
    "<javascript:evil()>",
    "```evil onload=evil()\n<script>evil()</script>\n```",
    "```mermaid\ngraph TD; A[<img src=x onerror=evil()>]\n```",
    "# <script>evil()</script>",
    "$<script>evil()</script>$",
    "$$\\href{javascript:evil()}{x}$$",
]


class Page(HTMLParser):
    """All that a browser would run or load."""

    def __init__(self, text: str):
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.alive: list[str] = []
        self.shown: list[str] = []
        self.inside = ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.inside = tag if tag in {"script", "style"} else ""
        for name, value in attrs:
            if tag == "a" and name == "href" and (value or "").startswith("https://"):
                continue  # a page of the web that someone may choose to open
            if name == "class" and "mark-graded" not in (value or "").split():
                continue  # runs nothing; nbgrader's scripts look for a few of them
            if name.startswith("on") or "evil" in (value or "") or name == "style":
                self.alive.append(f"<{tag} {name}={value!r}>")
            if name in {"href", "src"} and "script:" in "".join((value or "").split()).lower():
                self.alive.append(f"<{tag} {name}={value!r}>")

    def handle_endtag(self, tag):
        self.inside = ""

    def handle_data(self, data):
        if self.inside and "evil" in data:
            self.alive.append(f"<{self.inside}>{data[:80]}")
        if not self.inside:
            self.shown.append(data)


def harmless(html: str, allowed: set[str]) -> None:
    page = Page(html)
    assert page.alive == []
    assert set(page.tags) <= allowed


OF_TABLES = {"caption", "col", "colgroup", "table", "tbody", "td", "tfoot", "th", "thead", "tr"}
OF_BLOCKS = {"blockquote", "br", "dd", "div", "dl", "dt", "hr", "li", "ol", "p", "pre", "ul"}
OF_WORDS = {"b", "code", "del", "em", "i", "kbd", "s", "samp", "span", "strong", "sub", "sup", "u"}
OF_OUTPUTS = OF_TABLES | OF_BLOCKS | OF_WORDS
OF_PAGES = OF_OUTPUTS | {"a", "img", "h1", "h2", "h3", "h4", "h5", "h6"}


@pytest.mark.parametrize("payload", PAYLOADS)
def test_html_keeps_nothing_that_runs_or_loads(payload):
    for text in (payload, f"<table><tr><td>{payload}</td></tr></table>", f"</div>{payload}"):
        harmless(clean_html(text), OF_OUTPUTS)
        harmless(clean_page_html(text), OF_PAGES)
        again = clean_html(clean_html(text))
        harmless(again, OF_OUTPUTS)


@pytest.mark.parametrize("payload", MARKDOWN)
def test_markdown_keeps_nothing_that_runs_or_loads(payload):
    for text in (payload, f"> - {payload}", f"| a |\n|---|\n| {payload} |"):
        harmless(safe_markdown({"cell": {}}, text), OF_PAGES)


def test_a_text_still_reads_as_it_was_meant():
    text = (
        "## Why\n\nBecause **bright** < dark & `a > b`:\n\n- one\n- $x < y$\n\n"
        "[read](https://example.org/a?b=1&c=2)\n\n```python\nimg[img < 3]\n```\n\n> quoted\n\n"
        "C:\\data\\a.png\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n![cell](attachment:a.png)"
    )
    attachments = {"a.png": {"image/png": PNG}}
    html = safe_markdown({"cell": {"attachments": attachments}}, text)
    for part in (
        "<h2>Why</h2>",
        "<strong>bright</strong> &lt; dark &amp; <code>a &gt; b</code>",
        "<li>one</li>",
        "$x &lt; y$",
        '<a href="https://example.org/a?b=1&amp;c=2">read</a>',
        '<div class="highlight',
        "<blockquote>",
        "C:\\data\\a.png",
        "<td>1</td>",
        f'<img src="data:image/png;base64,{PNG}" alt="cell">',
    ):
        assert part in html, part


@pytest.mark.parametrize(
    "text", ["> " * 5_000 + "x", "[" * 20_000, "*" * 20_000 + "a", "<b>" * 20_000, "x" * 300_000]
)
def test_texts_without_end_do_not_stop_the_page(text):
    harmless(safe_markdown({"cell": {}}, text), OF_PAGES)


def test_tables_of_pandas_stay_tables():
    html = """<div><style scoped>.dataframe tbody tr th {vertical-align: top;}</style>
<table border="1" class="dataframe"><thead><tr style="text-align: right;"><th></th><th>area</th>
</tr></thead><tbody><tr><th scope="row">0</th><td colspan="2">12</td></tr></tbody></table></div>"""
    cleaned = clean_html(html)
    assert "vertical-align" not in cleaned
    assert '<th scope="row">0</th><td colspan="2">12</td>' in cleaned
    assert "style" not in cleaned


def shown(data, **more) -> list:
    output = {"output_type": "display_data", "data": data, "metadata": {"x": 1}, **more}
    return clean_outputs([output])


def test_pictures_are_what_they_say_they_are():
    assert shown({"image/png": PNG})[0].data == {"image/png": PNG}
    assert shown({"image/jpeg": [JPEG[:8] + "\n", JPEG[8:]]})[0].data == {"image/jpeg": JPEG}
    svg = base64.b64encode(b"<svg onload='evil()'>").decode()
    for data in (JPEG, svg, "not base64!", PNG + '"><script>', 5, None, [1]):
        assert clean_picture("image/png", data) is None
    assert clean_picture("image/svg+xml", PNG) is None
    assert clean_picture("image/png", PNG * 100_000, limit_mb=0.1) is None


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ({"image/svg+xml": "<svg onload='evil()'>", "text/plain": "<Figure>"}, "<Figure>"),
        ({"image/svg+xml": "<svg/>"}, "<an output of the kind image/svg+xml is left out>"),
        ({"application/javascript": "evil()", "text/plain": "js"}, "js"),
        (
            {"application/vnd.jupyter.widget-view+json": {"model_id": "x"}},
            "<an output of the kind application/vnd.jupyter.widget-view+json is left out>",
        ),
        ({"text/markdown": "**a**"}, "**a**"),
        ({"text/latex": "$\\href{javascript:evil()}{a}$", "text/plain": "a"}, "a"),
        ({"text/plain": ["a", "b"]}, "ab"),
        ({"text/html": "<script>evil()</script>", "text/plain": "obj"}, "obj"),
    ],
)
def test_other_kinds_become_plain_text(data, text):
    (output,) = shown(data)
    assert output.data == {"text/plain": text}
    assert output.metadata == {}


@pytest.mark.parametrize(
    "outputs",
    [
        None,
        "x",
        [None, 3, "x", [], {}],
        [{"output_type": "error"}, {"output_type": "error", "traceback": [3, None], "ename": []}],
        [{"output_type": "stream", "text": {"a": 1}, "name": 5}],
        [{"output_type": "display_data", "data": [1]}, {"output_type": "update_display_data"}],
        [{"output_type": "execute_result", "data": {3: 4}, "execution_count": "x"}],
        [{"output_type": "stream", "text": "\ud800\x00"}],
        [{"output_type": "display_data", "data": {"text/html": ["<b>", 3]}}],
        [{"output_type": "display_data", "data": {"text/html": "<b>\ud800\x00</b>"}}],
    ],
)
def test_outputs_of_any_form(outputs):
    cleaned = clean_outputs(outputs)
    cell = nbformat.v4.new_code_cell(outputs=cleaned)
    nbformat.validate(nbformat.v4.new_notebook(cells=[cell]))
    nbformat.writes(nbformat.v4.new_notebook(cells=[cell])).encode()


def test_what_is_printed_without_end_is_cut():
    limits = OutputLimits(characters=1_000, outputs=3, cell_mb=0.002)
    long = {"output_type": "stream", "name": "stdout", "text": "a" * 20_000_000}
    (output,) = clean_outputs([long], limits)
    assert len(output.text) < 1_100
    assert "19999000 characters are left out" in output.text
    many = [{**long, "text": "a", "name": ("stdout", "stderr")[i % 2]} for i in range(10)]
    assert "more outputs of this cell" in clean_outputs(many, limits)[-1].text
    heavy = [{"output_type": "display_data", "data": {"text/plain": "a" * 900}}] * 3
    cleaned = clean_outputs(heavy, limits)
    assert "shows too much" in cleaned[-1].text
    assert len(cleaned) == 3


def test_all_cells_together_have_a_limit_of_html():
    # Some HTML of a megabyte takes half a minute to clean, and a notebook may have many cells.
    shown = {"output_type": "display_data", "metadata": {}}
    shown["data"] = {"text/html": "<b>12</b>" * 11_000, "text/plain": "12"}
    cells = [nbformat.v4.new_code_cell("", outputs=[nbformat.from_dict(shown)]) for _ in range(15)]
    cleaned, _ = CleanOutputs().preprocess(nbformat.v4.new_notebook(cells=cells), {})
    kept = ["text/html" in cell.outputs[0].data for cell in cleaned.cells]
    assert kept == [True] * 10 + [False] * 5
    assert all(cell.outputs[0].data["text/plain"] == "12" for cell in cleaned.cells)


def test_prints_one_after_the_other_are_one_output():
    lines = [{"output_type": "stream", "name": "stdout", "text": f"{i}\n"} for i in range(5_000)]
    (output,) = clean_outputs(lines)
    assert output.text.startswith("0\n1\n")
    assert output.text.endswith("4999\n")


def test_colours_of_a_traceback_stay_and_other_commands_do_not():
    traceback = ["\x1b[0;31mValueError\x1b[0m: \x1b]0;title\x07\x1b[2Ja\x1b[1Ab", "\u202edrow"]
    error = {"output_type": "error", "ename": "E", "evalue": "v", "traceback": traceback}
    (output,) = clean_outputs([error])
    assert output.traceback == ["\x1b[0;31mValueError\x1b[0m: ab", "drow"]
    assert clean_text("bell\x07 tab\t") == "bell tab\t"


def test_a_result_that_is_points_is_not_changed():
    result = nbformat.v4.new_output("execute_result", {"text/plain": "1.5"}, execution_count=3)
    assert clean_outputs([result]) == [result]


def test_attachments_that_are_no_pictures_are_left_out():
    kind = {'image/png"><script>evil()</script>': PNG}
    assert clean_attachments({"a.png": kind, "b": {"image/png": PNG}, 3: {}, "c": 4}) == {
        "b": {"image/png": PNG}
    }
    assert clean_attachments("x") == {}


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """The settings of a course whose gradebook knows one assignment and one graded student."""
    folder = tmp_path_factory.mktemp("pages")
    reason = generate(NAME, folder / "release", config_for(folder), use_gradebook=True)
    assert not reason
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as gradebook:
        write_grades(gradebook, "ada", NAME, NAME, {"test-facts": CellGrade(1, 1)}, {})
        comment = gradebook.find_comment("written", NAME, NAME, "ada")
        comment.manual_comment = "\n\n".join(["Well **done**.", *MARKDOWN])
        comment = gradebook.find_comment("facts", NAME, NAME, "ada")
        comment.auto_comment = "\n\n".join(PAYLOADS)
        gradebook.db.commit()
    return folder


def hostile():
    """An autograded notebook with something to run wherever a student could put it."""
    notebook = read(released_path(NAME))
    payload = "".join(PAYLOADS)
    for cell in notebook.cells[:6]:
        if cell.cell_type == "code":
            cell.execution_count = 1
            cell.metadata.update(alt=payload, magics_language=payload, tags=[PAYLOADS[0]])
            cell.source += "\n# " + payload.replace("\n", " ")
            cell.outputs = [
                nbformat.v4.new_output("stream", name="stdout", text=payload),
                nbformat.v4.new_output(
                    "error", ename=payload, evalue=payload, traceback=[payload, "\x1b[31mred"]
                ),
                nbformat.v4.new_output("execute_result", {"text/plain": payload}),
                *(nbformat.v4.new_output("display_data", {"text/html": text}) for text in PAYLOADS),
                nbformat.v4.new_output(
                    "display_data",
                    {"text/html": payload},
                    metadata={"text/html": {"isolated": True}},
                ),
                nbformat.v4.new_output(
                    "display_data",
                    {"image/png": PNG},
                    metadata={
                        "image/png": {"width": "1 onload=evil()", "height": "1 onload=evil()"},
                        "filenames": {"image/png": "evil.png"},
                    },
                ),
                nbformat.v4.new_output("display_data", {"image/png": '"onerror="evil()'}),
                nbformat.v4.new_output("display_data", {"image/svg+xml": "<svg onload=evil()>"}),
                nbformat.v4.new_output("display_data", {"application/javascript": "evil()"}),
                nbformat.v4.new_output("display_data", {"text/latex": payload}),
                nbformat.v4.new_output("display_data", {"text/markdown": payload}),
                nbformat.v4.new_output(
                    "display_data",
                    {
                        "application/vnd.jupyter.widget-view+json": {
                            "model_id": "</script>" + payload
                        }
                    },
                ),
            ]
    for text in MARKDOWN:
        notebook.cells.append(nbformat.v4.new_markdown_cell(text))
    raw = nbformat.v4.new_raw_cell(payload, metadata={"raw_mimetype": "text/html"})
    notebook.cells.append(raw)
    notebook.cells.append(
        nbformat.v4.new_markdown_cell(
            "![a](attachment:a)", attachments={"a": {'image/png"onerror="evil()': "x"}}
        )
    )
    notebook.metadata.update(
        title=payload,
        language=payload,
        kernelspec={"name": payload, "display_name": payload, "language": payload},
        language_info={"name": "python", "pygments_lexer": payload, "file_extension": payload},
        widgets={"application/vnd.jupyter.widget-state+json": {"state": {"x": payload}}},
        celltoolbar=payload,
        imagelessons={"notes": [payload, "[x](javascript:evil())"]},
    )
    return with_notes(notebook, {"test-facts": CellGrade(None, 1, payload)})


def laid_down(course, notebook) -> Path:
    folder = course / "autograded" / "ada" / NAME
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{NAME}.ipynb"
    path.write_text(nbformat.writes(notebook), encoding="utf-8")
    return path


def feedback(course, notebook) -> str:
    laid_down(course, notebook)
    done = NbGraderAPI(config=config_for(course)).generate_feedback(NAME, "ada", force=True)
    assert done["success"], done
    return (course / "feedback" / "ada" / NAME / f"{NAME}.html").read_text(encoding="utf-8")


def as_formgrader(config, path) -> str:
    # As nbgrader's extension of the server sets it up.
    config = copy.deepcopy(config)
    config.HTMLExporter.template_name = "formgrade"
    config.HTMLExporter.extra_template_basedirs = [handlers.template_path]
    resources = {
        "assignment_id": NAME,
        "notebook_id": NAME,
        "submission_id": "1",
        "index": 0,
        "total": 1,
        "base_url": "/",
        "student": "ada",
        "last_name": None,
        "first_name": None,
        "notebook_path": "x",
    }
    return HTMLExporter(config=config).from_filename(str(path), resources=resources)[0]


def formgrader(course, notebook) -> str:
    return as_formgrader(course_config(), laid_down(course, notebook))


def test_nbgraders_own_pages_would_run_it(course):
    """Show that the next test can fail."""
    notebook = hostile()
    # Each of these alone keeps nbconvert from making the page.
    notebook.cells = [cell for cell in notebook.cells if "attachment:" not in cell.source]
    page = as_formgrader(Config(), laid_down(course, notebook))
    assert len(Page(page).alive) > 50


@pytest.mark.parametrize("page_of", [feedback, formgrader])
def test_the_pages_run_nothing_of_a_students(page_of, course):
    plain, page = Page(page_of(course, read(released_path(NAME)))), Page(page_of(course, hostile()))
    own = [line for line in page.alive if line not in plain.alive]
    assert own == []
    for tag in ("script", "style", "iframe", "object", "embed", "form", "svg", "base", "meta"):
        assert page.tags.count(tag) == plain.tags.count(tag), tag
    text = "".join(page.shown)
    assert "evil()" in text, "what was printed is shown, as text"
    assert "red" in text
    assert "About this submission" in text


def test_the_pages_show_what_they_should(course):
    notebook = read(released_path(NAME))
    cells = {grade_id(cell): cell for cell in notebook.cells}
    cells["facts"].outputs = [
        nbformat.v4.new_output("display_data", {"image/png": PNG, "text/plain": "<Figure>"}),
        nbformat.v4.new_output(
            "execute_result", {"text/html": "<table><tr><td>12</td></tr></table>"}
        ),
        nbformat.v4.new_output("stream", name="stderr", text="a < b"),
    ]
    for page_of in (feedback, formgrader):
        html = page_of(course, notebook)
        assert f"data:image/png;base64,{PNG}" in html
        assert "<td>12</td>" in html
        assert "a &lt; b" in html
    assert "Well <strong>done</strong>." in feedback(course, notebook)
