"""The server behind the Validate button: the course's answer in place of nbgrader's.

The first extension that claims an address answers it, and Jupyter loads extensions in the order
of their names, so this one comes before nbgrader's.
"""

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.serverapp import ServerApp
from jupyter_server.utils import url_path_join
from tornado import web

from imagelessons.validate.judging import Verdict, judge
from imagelessons.validate.words import as_html, as_nbgrader, as_text, summary

OUTSIDE = "That notebook is outside the folder that JupyterLab was opened in."


class ValidateHandler(JupyterHandler):
    """Answer nbgrader's *Assignment List*, in the form that its dialog shows."""

    @web.authenticated
    async def post(self) -> None:
        """Validate the notebook that the request names."""
        path = self.get_argument("path", None) or (self.get_json_body() or {}).get("path", "")
        self.finish(json.dumps(await self.answer(str(path))))

    async def answer(self, path: str) -> dict[str, Any]:
        """Return what nbgrader's dialog is to show."""
        target = self.target(path)
        if target is None:
            return {"success": False, "value": OUTSIDE}
        return {"success": True, "value": as_nbgrader(await self.judged(target))}

    def target(self, path: str) -> Path | None:
        """Return the file at `path`, a path below the server's folder; None if it is outside."""
        root = Path(self.settings["root_dir"]).expanduser().resolve()
        target = (root / path).resolve()
        return target if target.is_relative_to(root) else None

    async def judged(
        self, target: Path, progress: Callable[[str], None] = lambda text: None
    ) -> Verdict:
        """Judge a notebook in a thread of its own: the server has kernels to serve meanwhile."""
        return await asyncio.to_thread(judge, target, progress)


class ProgressHandler(ValidateHandler):
    """Answer the course's own button: a line of JSON for each step, at last the verdict."""

    @web.authenticated
    async def post(self) -> None:
        """Validate the notebook that the request names."""
        path = str((self.get_json_body() or {}).get("path", ""))
        self.set_header("Content-Type", "application/x-ndjson; charset=utf-8")
        # What stands between server and browser shall pass each line on at once.
        self.set_header("X-Accel-Buffering", "no")
        target = self.target(path)
        if target is None:
            self.finish(json.dumps({"error": OUTSIDE}) + "\n")
            return
        loop = asyncio.get_running_loop()
        steps: asyncio.Queue[str | None] = asyncio.Queue()

        def tell(text: str) -> None:
            loop.call_soon_threadsafe(steps.put_nowait, text)

        judged = asyncio.create_task(self.judged(target, tell))
        judged.add_done_callback(lambda _: steps.put_nowait(None))
        while (step := await steps.get()) is not None:
            self.write(json.dumps({"progress": step}) + "\n")
            await self.flush()
        verdict = await judged
        self.finish(
            json.dumps(
                {
                    "summary": summary(verdict),
                    "html": as_html(verdict),
                    "text": as_text(verdict),
                    "sound": verdict.sound,
                }
            )
            + "\n"
        )


def _load_jupyter_server_extension(server: ServerApp) -> None:
    settings = server.web_app.settings
    settings["root_dir"] = server.root_dir
    addresses = {
        "/assignments/validate": ValidateHandler,
        "/imagelessons/validate": ProgressHandler,
    }
    server.web_app.add_handlers(
        ".*$",
        [
            (url_path_join(settings["base_url"], address), handler)
            for address, handler in addresses.items()
        ],
    )
