"""The picture sets, their datasheet and the code that draws them."""
