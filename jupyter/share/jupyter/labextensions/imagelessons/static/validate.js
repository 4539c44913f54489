// The Validate button: in the place of nbgrader's, with the course's own words and its progress.
// And links to a section of a notebook, as a finding has one: they arrive there. And a finding that
// stays in sight.
//
// JupyterLab loads this file as it is. It is a container of webpack's module federation, written by
// hand: `init` gets the modules that JupyterLab shares, `get` hands out the one module of ours.
"use strict";

(() => {
  const COMMAND = "imagelessons:validate";
  const LABEL = "Validate";
  let shared = {};

  /** Return a module that JupyterLab shares, in the version that it has loaded itself. */
  async function module(name) {
    const versions = Object.values(shared[name] || {});
    const chosen = versions.find((one) => one.loaded) || versions[0];
    if (!chosen) {
      throw new Error(`JupyterLab shares no ${name}.`);
    }
    return (await chosen.get())();
  }

  /** Ask the server, call `tell` with each step, and return its last line. */
  async function ask(services, path, tell) {
    const { ServerConnection } = services;
    const settings = ServerConnection.makeSettings();
    const response = await ServerConnection.makeRequest(
      `${settings.baseUrl}imagelessons/validate`,
      { method: "POST", body: JSON.stringify({ path }) },
      settings
    );
    if (!response.ok) {
      throw new Error(`The server answered ${response.status} (${response.statusText}).`);
    }
    const reader = response.body.getReader();
    const decoder = new TextDecoder();
    let rest = "";
    let last = {};
    for (;;) {
      const { done, value } = await reader.read();
      rest += done ? "" : decoder.decode(value, { stream: true });
      const lines = rest.split("\n");
      rest = lines.pop();
      for (const line of lines.filter((one) => one.trim())) {
        last = JSON.parse(line);
        if (last.progress) {
          tell(last.progress);
        }
      }
      if (done) {
        return last;
      }
    }
  }

  /** Return what the dialog shows: the server's HTML, in which all of a student's is escaped. */
  function page(answer) {
    const node = document.createElement("div");
    node.className = "imagelessons-validate";
    node.tabIndex = 0;
    node.setAttribute("role", "region");
    node.setAttribute("aria-label", "Results");
    node.style.cssText = "max-width: 44em; line-height: 1.4; overflow-wrap: anywhere";
    if (answer.html) {
      node.innerHTML = answer.html;
    } else {
      node.textContent = answer.error || "The server ended without an answer. Try it once more.";
    }
    return node;
  }

  /**
   * Go to the section of a notebook that a link names.
   *
   * JupyterLab looks for it once: in a notebook that it has just opened too early, in another one
   * before the cells above have their height. So we go there until it stays where it is, or until
   * the reader goes elsewhere.
   */
  async function goTo(panel, section) {
    if (!panel) {
      return;
    }
    let reading = false;
    const elsewhere = ["wheel", "keydown", "pointerdown", "touchstart"];
    const stop = () => {
      reading = true;
    };
    elsewhere.forEach((event) => window.addEventListener(event, stop, true));
    await panel.context.ready;
    for (let frame = 0, still = 0; frame < 600 && still < 10 && !reading; frame += 1) {
      await new Promise(requestAnimationFrame);
      const heading = panel.node.querySelector(`[data-jupyter-id="${CSS.escape(section)}"]`);
      const top = () => Math.round(heading.getBoundingClientRect().top);
      const before = heading && top();
      if (heading) {
        heading.scrollIntoView();
      }
      still = heading && top() === before ? still + 1 : 0;
    }
    elsewhere.forEach((event) => window.removeEventListener(event, stop, true));
  }

  /**
   * Keep in sight what a test has found: a tall text below it pushes it out when it is selected.
   *
   * Only for a test that was run by itself, so that nothing jumps while all cells run.
   */
  async function keepInSight(pages, cell) {
    const about = cell.model.getMetadata("nbgrader") || {};
    const steps = pages.activeCellIndex - pages.widgets.indexOf(cell);
    if (!about.grade || about.solution || steps < 0 || steps > 1) {
      return;
    }
    for (let frame = 0; frame < 20; frame += 1) {
      await new Promise(requestAnimationFrame);
    }
    cell.outputArea.node.scrollIntoView({ block: "nearest" });
  }

  /** Keep a closed explanation apart from what follows it: JupyterLab leaves no room. */
  function spaceDetails() {
    const style = document.createElement("style");
    style.textContent = ".jp-MarkdownOutput details { margin-bottom: 1em; }";
    document.head.append(style);
  }

  /** Have nbgrader's own dialog, which its Assignment List opens, claim no more than is true. */
  function correct(node) {
    const done = node.querySelector(".validation-success p");
    if (done) {
      done.textContent = "Every test that it shows passes. More tests run when it is graded.";
    }
    for (const line of node.querySelectorAll(".validation-failed > div > p")) {
      line.hidden = true; // "The following cell failed:"
    }
  }

  const plugin = {
    id: "imagelessons:validate",
    autoStart: true,
    activate: () => undefined
  };

  async function makePlugin() {
    const [apputils, services, widgets, notebook] = await Promise.all(
      ["@jupyterlab/apputils", "@jupyterlab/services", "@lumino/widgets", "@jupyterlab/notebook"].map(
        module
      )
    );
    plugin.requires = [notebook.INotebookTracker];
    plugin.optional = [apputils.ICommandPalette];
    plugin.activate = (app, tracker, palette) => {
      spaceDetails();
      notebook.NotebookActions.executed.connect((_, { notebook: pages, cell }) =>
        keepInSight(pages, cell)
      );
      const buttons = new Map();
      const running = new Set();

      const write = (panel, text) => {
        const button = buttons.get(panel);
        const label = button && button.node.querySelector(".jp-ToolbarButtonComponent-label");
        if (label) {
          label.textContent = text;
        }
      };

      const validate = async (panel) => {
        if (!panel || running.has(panel)) {
          return;
        }
        running.add(panel);
        let answer;
        try {
          write(panel, "Saving ...");
          await panel.context.save();
          write(panel, "Validating ...");
          answer = await ask(services, panel.context.localPath || panel.context.path, (step) =>
            write(panel, `Validating ${step} ...`)
          );
        } catch (error) {
          answer = { error: `The notebook could not be validated: ${error.message || error}` };
        }
        write(panel, LABEL);
        running.delete(panel);
        await apputils.showDialog({
          title: "Validate",
          body: new widgets.Widget({ node: page(answer) }),
          buttons: [apputils.Dialog.okButton({ label: "Close" })]
        });
      };

      app.commands.addCommand(COMMAND, {
        label: "Validate This Notebook",
        caption: "Say how far this notebook is, and what is to mend before you hand it in",
        isEnabled: () => tracker.currentWidget !== null,
        execute: () => validate(tracker.currentWidget)
      });
      if (palette) {
        palette.addItem({ command: COMMAND, category: "Notebook Operations" });
      }
      new MutationObserver((changes) =>
        changes
          .flatMap((change) => [...change.addedNodes])
          .filter((node) => node.classList && node.classList.contains("jp-Dialog"))
          .forEach(correct)
      ).observe(document.body, { childList: true });
      app.commands.commandExecuted.connect(async (_, { id, args, result }) => {
        if (id === "rendermime:handle-local-link" && args.id) {
          await result;
          const section = decodeURIComponent(args.id).replace(/^#(heading=)?/, "");
          await goTo(tracker.find((one) => one.context.path === args.path), section);
        }
      });
      app.docRegistry.addWidgetExtension("Notebook", {
        createNew: (panel) => {
          const button = new apputils.ToolbarButton({
            className: "validate-button",
            label: LABEL,
            tooltip: "Say how far this notebook is, and what is to mend before you hand it in",
            onClick: () => validate(panel)
          });
          buttons.set(panel, button);
          // At the left, where it stays in a narrow window too.
          panel.toolbar.insertItem(0, "validate", button);
          panel.disposed.connect(() => buttons.delete(panel));
          return button;
        }
      });
    };
    return { __esModule: true, default: plugin };
  }

  window._JUPYTERLAB = window._JUPYTERLAB || {};
  window._JUPYTERLAB.imagelessons = {
    init: (scope) => {
      shared = scope;
    },
    get: async (name) => {
      if (name !== "./extension") {
        throw new Error(`There is no module ${name}.`);
      }
      const made = await makePlugin();
      return () => made;
    }
  };
})();
