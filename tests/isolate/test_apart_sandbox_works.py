"""In a process that is shut in, all must go on working that lessons and exercises need."""

import pytest
from sandbox_attacks import LANDLOCK, LIMITS, NAMESPACES, SECCOMP
from sandbox_warm import ALL, need, on_linux, refused, warm_processes

warm = warm_processes
# Loaded once, before the processes are forked, as the real warm parent does.
LOADS = "dask.array imageio.v3 IPython joblib pydicom skimage.filters sklearn.cluster"

WORKS = {
    "linear algebra": "import numpy as np\n"
    "a = np.random.default_rng(0).random((300, 300)); answer = bool((a @ a).sum() > 0)\n"
    "answer = answer and np.linalg.svd(a)[1].size == 300 and np.linalg.inv(a).shape == a.shape",
    "a figure": "import matplotlib.pyplot as plt, numpy as np\n"
    "fig, ax = plt.subplots(); ax.imshow(np.eye(9)); ax.set_title('µ, $x^2$'); plt.show()\n"
    "fig.savefig('a.png'); fig.savefig('a.pdf'); answer = os.path.getsize('a.png') > 1000",
    "Pillow": "from PIL import Image\n"
    "Image.open(pictures + '/axon_slice.jpg').convert('L').save('a.png')\n"
    "answer = Image.open('a.png').mode",
    "imageio": "import imageio.v3 as iio\n"
    "a = iio.imread(pictures + '/axon_slice.jpg'); iio.imwrite('a.tif', a)\n"
    "answer = iio.imread('a.tif').shape == a.shape",
    "packed TIFF": "import imageio.v3 as iio, numpy as np, tifffile\n"
    "a = np.arange(40000, dtype='uint16').reshape(200, 200)\n"
    "for packing in ('lzw', 'zstd', 'deflate'):\n"
    "    tifffile.imwrite('a.tif', a, compression=packing, tile=(16, 16))\n"
    "    answer = answer in (None, True) and bool((iio.imread('a.tif') == a).all())",
    "nibabel": "import nibabel as nib\n"
    "a = nib.load(pictures + '/brain.nii.gz'); nib.save(a, 'a.nii.gz')\n"
    "answer = nib.load('a.nii.gz').shape == a.shape",
    "pydicom": "import pydicom\n"
    "answer = pydicom.dcmread(pictures + '/head_sagittal.dcm').pixel_array.ndim",
    "memory map": "import numpy as np\n"
    "a = np.memmap('a.dat', dtype='uint8', mode='w+', shape=(99, 99)); a[5] = 7; a.flush()\n"
    "answer = int(np.memmap('a.dat', dtype='uint8', mode='r', shape=(99, 99))[5, 5])",
    "threads": "import threading, queue\n"
    "q = queue.Queue(); t = [threading.Thread(target=q.put, args=(n,)) for n in range(9)]\n"
    "[one.start() for one in t]; [one.join() for one in t]; answer = q.qsize()",
    "a pool of threads": "from concurrent.futures import ThreadPoolExecutor\n"
    "answer = list(ThreadPoolExecutor(4).map(abs, [-1, 2]))",
    "joblib": "from joblib import Parallel, delayed\n"
    "answer = Parallel(n_jobs=2)(delayed(abs)(n) for n in (-1, 2))\n"
    "answer += Parallel(n_jobs=2, prefer='threads')(delayed(abs)(n) for n in (-1, 2))",
    "dask": "import dask.array as da\n"
    "answer = float(da.ones((500, 500), chunks=100).sum().compute())",
    "scikit-image": "import numpy as np\n"
    "from skimage import filters, measure, morphology\n"
    "a = np.zeros((50, 50)); a[9:20, 9:20] = 1\n"
    "answer = int(measure.label(a > filters.threshold_otsu(a)).max())",
    "scikit-learn": "import numpy as np; from sklearn.cluster import KMeans\n"
    "a = np.random.default_rng(0).random((200, 3))\n"
    "answer = KMeans(3, n_init=1, random_state=0).fit(a).labels_.size",
    "pyvips": "import pyvips\n"
    "answer = pyvips.Image.new_from_file(pictures + '/axon_slice.jpg').avg() > 0",
    "zarr": "import zarr\n"
    "z = zarr.create_array('a.zarr', shape=(9, 9), dtype='u1'); z[:] = 3\n"
    "answer = int(zarr.open('a.zarr')[2, 2])",
    "time": "import time, datetime; time.sleep(0.01); answer = datetime.datetime.now().year > 2000",
    "temporary files": "import tempfile\n"
    "f = tempfile.NamedTemporaryFile(suffix='.txt'); f.write(b'x'); f.flush()\n"
    "with tempfile.TemporaryDirectory() as folder: answer = folder.startswith(os.getcwd())",
    "home folder": "(Path.home() / 'notes.txt').write_text('x'); answer = os.listdir('.')",
    "files": "import shutil\n"
    "os.makedirs('a/b'); Path('a/b/c.txt').write_text('x'); shutil.copy('a/b/c.txt', 'd.txt')\n"
    "shutil.copy2('d.txt', 'e.txt'); os.replace('a/b/c.txt', 'c.txt'); Path('c.txt').touch()\n"
    "shutil.move('c.txt', 'a'); shutil.rmtree('a'); answer = sorted(os.listdir('.'))",
    "asyncio": "import asyncio\n"
    "async def late(): await asyncio.sleep(0.01); return 5\n"
    "answer = asyncio.run(late())",
    "IPython": "from IPython.core.interactiveshell import InteractiveShell\n"
    "shell = InteractiveShell(); shell.run_cell('x = 6 * 7'); answer = shell.user_ns['x']",
    "a progress bar": "from tqdm import tqdm; answer = sum(tqdm(range(5)))",
    "the door to the pictures": "os.environ['IMAGELESSONS_DATA'] = pictures\n"
    "from imagelessons.data import data\n"
    "answer = data('axon_slice.jpg').stat().st_size",
    "the door says which pictures there are": "os.environ['IMAGELESSONS_DATA'] = pictures\n"
    "from imagelessons.data import data\n"
    "try: data('axn_slice.jpg')\n"
    "except FileNotFoundError as error: answer = 'axon_slice.jpg' in str(error)",
    "the course's own modules": "from imagelessons import check, show, set_up; answer = 1",
    "SQL in memory": "import sqlite3\n"
    "answer = sqlite3.connect(':memory:').execute('select 3').fetchone()[0]",
    "a signal to itself": "import signal\n"
    "signal.signal(signal.SIGUSR1, lambda *_: globals().update(answer=1))\n"
    "signal.raise_signal(signal.SIGUSR1); os.kill(os.getpid(), signal.SIGUSR1)",
    "what it is itself": "import time, threading\n"
    "answer = [os.getpgid(0) == os.getpgid(os.getpid()), os.getsid(0), os.sched_getscheduler(0)]\n"
    "answer += [os.getpriority(os.PRIO_PROCESS, os.getpid()), len(os.sched_getaffinity(0))]\n"
    "answer += [time.process_time(), time.thread_time(), threading.current_thread().ident]\n"
    "answer += [time.clock_gettime(time.pthread_getcpuclockid(threading.get_ident()))]",
    "a file that is written to the disk": "import sqlite3, tempfile\n"
    "with tempfile.TemporaryFile() as f: f.write(b'x'); f.flush(); os.fsync(f.fileno())\n"
    "base = sqlite3.connect('a.db'); base.execute('create table t (x)'); base.commit()\n"
    "answer = os.path.getsize('a.db')",
    "how much memory": "answer = int(open('/proc/self/statm').read().split()[0])",
    "how many processors": "import joblib; answer = os.cpu_count() and joblib.cpu_count()",
    "nowhere": "open(os.devnull, 'w').write('x'); print('lost'); answer = 1",
    "chance": "import secrets, uuid; answer = len(secrets.token_bytes(9)) and str(uuid.uuid4())",
}


@on_linux
@pytest.mark.parametrize("layers", [ALL, [LANDLOCK, SECCOMP, LIMITS]], ids=str)
@pytest.mark.parametrize("name", WORKS)
def test_it_works(warm, name, layers):
    if layers != ALL:
        need(warm, *layers)
    found = warm.run(WORKS[name], layers=layers)
    assert found.get("answer"), found
    assert found["exit"] == 0


@on_linux
def test_a_pool_of_multiprocessings_threads_works(warm):
    need(warm, NAMESPACES)
    code = "from multiprocessing.pool import ThreadPool; answer = ThreadPool(2).map(abs, [-1, 2])"
    assert warm.run(code)["answer"] == [1, 2]


@on_linux
@pytest.mark.parametrize(
    "code",
    [
        "import subprocess; subprocess.run(['ls'])",
        "import multiprocessing; multiprocessing.Process(target=print).start()",
        "import multiprocessing; multiprocessing.Pool(2)",
        "import socket; socket.create_connection(('example.org', 80))",
        "import urllib.request; urllib.request.urlopen('http://example.org')",
        "open('/etc/passwd')",
    ],
)
def test_what_is_refused_is_an_ordinary_error(warm, code):
    need(warm, SECCOMP, NAMESPACES, LANDLOCK)
    said = refused(warm.run(code))
    assert said.split(":")[0] in {
        "PermissionError", "FileNotFoundError", "OSError", "URLError", "gaierror",
    }, said  # fmt: skip
