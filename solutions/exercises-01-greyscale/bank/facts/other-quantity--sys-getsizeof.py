# told: sys.getsizeof
import sys

n_rows = len(img)
n_columns = len(img[0])
n_bytes = sys.getsizeof(np.array(img))
