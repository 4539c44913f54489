from PIL import Image

channels = Image.open(data("rat_brain_low_res.jpg")).split()
blue = channels[2]
means = np.array([np.asarray(channel).mean() for channel in channels])
planes = [np.asarray(channel) for channel in reversed(channels)]
