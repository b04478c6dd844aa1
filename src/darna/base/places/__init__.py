"""Places: Morocco and its communes, the countries of the world, and how registers write them."""
