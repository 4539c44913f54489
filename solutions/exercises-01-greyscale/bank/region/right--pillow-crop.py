from PIL import Image

region = np.asarray(Image.fromarray(img).crop((200, 100, 270, 150)))
region_mean = region.mean()
