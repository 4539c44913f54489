"""How JupyterLab opens in the environment of the course."""

c = get_config()  # noqa: F821 - Jupyter defines it

c.LabApp.default_url = "/lab/tree/notebooks/00-start-here.ipynb"
# No question about news on the first start, and no look at the network for it.
c.LabApp.news_url = None
c.LabApp.check_for_updates_class = "jupyterlab.NeverCheckForUpdate"
# In a container there is often no other user; elsewhere this changes nothing.
c.ServerApp.allow_root = True
# Editors' language servers aren't part of the course; looking for them starts npm, which leaves
# files in the home folder.
c.LanguageServerManager.autodetect = False
