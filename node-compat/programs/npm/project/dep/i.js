module.exports = "dep works";
